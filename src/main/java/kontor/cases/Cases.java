package kontor.cases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to the cases: rooms that read files of banks open them, people close them. */
public final class Cases {

    public static final String RESOURCE = "cases";
    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "case");

    public static final Use READ = Use.of("cases:read");
    public static final Use UPDATE = Use.of("cases:update");

    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);

    private final Journal journal;
    private final CaseTable table = new CaseTable();

    /**
     * Closes cases; the input is the note. Refuses by {@link ResourceKind}, then by {@link
     * CaseRefusal}.
     */
    public final Door<String> close = new ExistingDoor<>(KIND, table::lock, this::closed);

    public Cases(Journal journal) {
        this.journal = journal;
    }

    /** CloseCaseRequest of the API: why nobody needs to look at the case any more. */
    public static String note(JsonFields body) {
        String note = LegalFields.requiredName(body, "note", 1_000).orElse("");
        body.refuseFaults();
        return note;
    }

    /** Opens a case, unless the same was found before. It is in the feed and in the log. */
    public void open(Tx tx, NewCase found) {
        var one = OpenCase.of(found, tx.now());
        if (table.insert(tx, found.fingerprint(), one)) {
            var opened = Happened.created(Originator.KONTOR).saying(Optional.of(one.summary()));
            journal.record(tx, one.snapshot(tx.organization()), opened);
            LOG.warn("case {} is open: {}: {}", one.id(), one.kind(), one.summary());
        }
    }

    /**
     * Closes the open cases of a file whose cause is gone.
     *
     * @param gone of those of the kinds
     * @param note why nobody needs to look at them any more
     */
    public void settleOfFile(
            Tx tx, UUID inboxFile, Set<CaseKind> kinds, Predicate<OpenCase> gone, String note) {
        settle(tx, table.lockOpen(tx, kinds, inboxFile, null, null), gone, note);
    }

    /** The same for cases of an own account. */
    public void settleOfAccount(
            Tx tx, UUID account, CaseKind kind, Predicate<OpenCase> gone, String note) {
        settle(tx, table.lockOpen(tx, Set.of(kind), null, account, null), gone, note);
    }

    /** The same for the case of one finding, by its fingerprint. */
    public void settle(Tx tx, CaseKind kind, String fingerprint, String note) {
        settle(tx, table.lockOpen(tx, Set.of(kind), null, null, fingerprint), _ -> true, note);
    }

    /**
     * The same for findings that contradict that money of these payments moved.
     *
     * @see NewCase#moved
     */
    public void settleMoved(Tx tx, Collection<UUID> payments, String note) {
        if (!payments.isEmpty()) {
            settle(tx, table.lockMoved(tx, payments), _ -> true, note);
        }
    }

    /** The open cases of a kind in which a fact has one of these values, oldest first. */
    public List<OpenCase> openForUse(Tx tx, CaseKind kind, String fact, Collection<String> values) {
        return values.isEmpty() ? List.of() : table.lockWith(tx, kind, fact, values);
    }

    /** The case of a finding while it is open. */
    public Optional<OpenCase> openForUse(Tx tx, String fingerprint) {
        return table.lockOpen(tx, Set.of(CaseKind.values()), null, null, fingerprint).stream()
                .findFirst();
    }

    private void settle(Tx tx, List<OpenCase> open, Predicate<OpenCase> gone, String note) {
        for (OpenCase one : open) {
            if (gone.test(one)) {
                var end = new OpenCase.Closed(Originator.KONTOR.id(), tx.now(), note);
                var closed = one.closed(end);
                table.close(tx, closed, end);
                table.forgetFinding(tx, one.id());
                var happened = Happened.updated("CLOSED", Originator.KONTOR);
                journal.record(
                        tx, closed.snapshot(tx.organization()), happened.saying(Optional.of(note)));
            }
        }
    }

    private List<Outcome<Snapshot>> closed(Tx tx, List<Found<String, OpenCase>> list) {
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            outcomes.add(
                    one.now().closed().isPresent()
                            ? Outcome.refused(CaseRefusal.CASE_CLOSED.refusal())
                            : Outcome.done(closed(tx, one)));
        }
        return outcomes;
    }

    private Snapshot closed(Tx tx, Found<String, OpenCase> one) {
        var by = one.request().by();
        var end = new OpenCase.Closed(by.id(), tx.now(), one.input());
        var closed = one.now().closed(end);
        table.close(tx, closed, end);
        var happened = Happened.updated("CLOSED", by).saying(Optional.of(end.note()));
        return journal.record(tx, closed.snapshot(tx.organization()), happened);
    }

    /** Refuses what is unknown to the caller. */
    public Outcome<OpenCase> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Whether the caller may see it, and so its events. */
    boolean isVisible(Tx tx, Caller caller, UUID id) {
        return find(tx, caller, id).isDone();
    }

    /** Newest first. A role that is limited to accounts sees the cases of those. */
    public Page<OpenCase> list(Tx tx, Caller caller, CaseFilter filter, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        var rows = table.list(tx, caller.accounts(), filter, before, page.limit() + 1);
        return Page.cut(rows, page.limit(), one -> one.id().toString());
    }
}
