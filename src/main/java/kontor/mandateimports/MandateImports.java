package kontor.mandateimports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.portfolios.PortfolioColumns;
import kontor.portfolios.PortfolioSlice;
import kontor.portfolios.RowOutcome;
import kontor.sameness.Content;
import kontor.uploads.Arriving;
import kontor.uploads.ChunkTable;
import kontor.uploads.UploadReader;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to mandate imports; what works on them is {@link ImportWork}. */
public final class MandateImports {

    public static final String RESOURCE = "mandate_imports";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Mandate import");

    /** It makes all three, and tells of those that are there. */
    public static final Use CREATE =
            Use.of(
                    "mandates:create",
                    "counterparties:create",
                    "external_accounts:create",
                    "mandates:read",
                    "external_accounts:read",
                    "counterparties:read");

    public static final Use READ = Use.of("mandates:read");

    private static final String FILE = "The file of the mandate import";

    private final ImportTable table = new ImportTable();
    private final RowTable rows = new RowTable();
    private final ChunkTable chunks = new ChunkTable();
    private final UploadReader uploads;
    private final Journal journal;
    private final ImportWork work;

    /** See {@link #receive} and {@link #make}. */
    public final Door<NewMandateImport> create = this::created;

    /** Ends the work after the slice at hand; refuses by {@link ImportRefusal}. */
    public final Door<NoInput> cancel = new ExistingDoor<>(KIND, table::lock, this::cancelled);

    /**
     * Imports the file of a dry run that is completed: another import, of the same file. Refuses by
     * {@link ImportRefusal}, then {@code storage_full}, then a file that was forgotten.
     */
    public final Door<NoInput> importTried =
            new ExistingDoor<>(KIND, table::lock, this::importedInEarnest);

    private MandateImports(UploadReader uploads, Journal journal, ImportWork work) {
        this.uploads = uploads;
        this.journal = journal;
        this.work = work;
    }

    /**
     * @param uploads the places of all that arrives in bulk
     * @param doors by which rows become mandates
     */
    public static MandateImports of(
            Database database,
            Changes changes,
            Journal journal,
            UploadReader uploads,
            PortfolioSlice.Doors doors) {
        return new MandateImports(
                uploads, journal, new ImportWork(database, changes, journal, doors));
    }

    /** Closed before the database. */
    public ImportWork work() {
        return work;
    }

    /** The rows that became nothing, as a file. */
    public FaultyRows faultyRows() {
        return new FaultyRows(work.database(), this);
    }

    /**
     * Stores a file while it arrives; {@link #make} makes an import of it, or forgets it.
     *
     * @param dryRun whether the address says so; the form may say so too
     * @param content takes what the form says
     * @throws IOException the client went away before the end of its file
     */
    public Outcome<NewMandateImport> receive(
            Caller caller, Arriving arriving, boolean dryRun, Consumer<Content> content)
            throws IOException {
        return uploads.receive(
                caller.organization(),
                arriving,
                PortfolioColumns.upload(),
                upload -> {
                    content.accept(upload.content());
                    return NewMandateImport.of(upload, dryRun);
                });
    }

    /**
     * Makes the import and begins to work on it.
     *
     * @param change through {@link #create}
     * @param isNew whether this change made it; an earlier one with the same key may have
     */
    public <R> R make(
            Caller caller, NewMandateImport input, Supplier<R> change, Predicate<R> isNew) {
        boolean made = false;
        try {
            R result = change.get();
            made = isNew.test(result);
            return result;
        } finally {
            if (made) {
                work.kick(caller.organization(), input.id());
            } else {
                uploads.forget(caller.organization(), input.lastChunk());
            }
        }
    }

    private List<Outcome<Snapshot>> created(Tx tx, List<Request<NewMandateImport>> requests) {
        var made = requests.stream().map(one -> one.input().made(one, tx.now())).toList();
        table.insert(tx, made);
        var last = requests.stream().map(one -> one.input().lastChunk());
        chunks.insert(tx, last.filter(chunk -> chunk.bytes().length > 0).toList());
        var snapshots = new ArrayList<Outcome<Snapshot>>();
        for (int i = 0; i < made.size(); i++) {
            snapshots.add(
                    Outcome.done(
                            journal.record(
                                    tx,
                                    made.get(i).snapshot(tx.organization()),
                                    Happened.created(requests.get(i).by()))));
        }
        return snapshots;
    }

    private List<Outcome<Snapshot>> importedInEarnest(
            Tx tx, List<Found<NoInput, MandateImport>> list) {
        return list.stream().map(one -> importedInEarnest(tx, one)).toList();
    }

    private Outcome<Snapshot> importedInEarnest(Tx tx, Found<NoInput, MandateImport> one) {
        var tried = one.now();
        if (!tried.dryRun()) {
            return Outcome.refused(ImportRefusal.IMPORT_NOT_TRIED.refusal());
        }
        if (tried.status() != MandateImport.Status.COMPLETED) {
            return Outcome.refused(
                    ImportRefusal.TRIAL_NOT_COMPLETED.refusal(tried.status().name()));
        }
        var made = tried.inEarnest(one.request(), tx.now());
        var refused = uploads.copy(tx, tried.id(), made.id(), FILE);
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        table.insert(tx, List.of(made));
        tx.afterCommit(() -> work.kick(tx.organization(), made.id()));
        var happened = Happened.created(one.request().by());
        return Outcome.done(journal.record(tx, made.snapshot(tx.organization()), happened));
    }

    private List<Outcome<Snapshot>> cancelled(Tx tx, List<Found<NoInput, MandateImport>> list) {
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            if (!one.now().status().isOpen()) {
                outcomes.add(
                        Outcome.refused(
                                ImportRefusal.IMPORT_OVER.refusal(one.now().status().name())));
                continue;
            }
            var over = one.now().became(MandateImport.Status.CANCELLED, tx.now());
            table.update(tx, over);
            var happened = Happened.updated("CANCELLED", one.request().by());
            outcomes.add(
                    Outcome.done(journal.record(tx, over.snapshot(tx.organization()), happened)));
        }
        return outcomes;
    }

    public Outcome<MandateImport> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Newest first. */
    public Page<MandateImport> list(Tx tx, Caller caller, PageRequest page) {
        var creator = creator(caller);
        var before = page.after().map(UUID::fromString);
        var found = table.list(tx, creator, before, page.limit() + 1);
        return Page.cut(found, page.limit(), one -> one.id().toString());
    }

    /** Whose imports a caller sees; everybody's where empty. */
    private static Optional<UUID> creator(Caller caller) {
        return caller.accounts().all() ? Optional.empty() : Optional.of(caller.userId());
    }

    /** Other imports of the same bytes, as tried before or imported since; the newest first. */
    public List<MandateImport> ofSameFile(Tx tx, Caller caller, MandateImport one, int limit) {
        return table.ofSameFile(tx, one, creator(caller), limit);
    }

    /** What became of the rows so far, in the order of the file. */
    public Outcome<Page<RowResult>> rows(
            Tx tx, Caller caller, UUID id, List<RowOutcome.Status> statuses, PageRequest page) {
        return find(tx, caller, id)
                .map(
                        found -> {
                            int from = page.after().map(Integer::parseInt).orElse(0);
                            var list = rows.list(tx, found.id(), statuses, from, page.limit() + 1);
                            return Page.cut(
                                    list, page.limit(), last -> String.valueOf(last.index() + 1));
                        });
    }

    /**
     * What is wrong with rows so far, once for all that have it; at most {@link SameFault#MOST}.
     */
    public Outcome<List<SameFault>> faults(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id).map(found -> rows.faults(tx, found.id()));
    }

    /** Refuses where its file was forgotten. */
    public Outcome<MandateImport> stored(Tx tx, MandateImport found) {
        return chunks.has(tx, found.id())
                ? Outcome.done(found)
                : Outcome.refused(Refusal.gone(FILE));
    }

    public boolean isVisible(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id).isDone();
    }
}
