package kontor.banks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.connections.BankRefusal;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.encodings.Sha256;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * The door to what an operator sees of files from banks, and decides of those that were set aside.
 */
public final class InboxFiles {

    public static final Use READ = Use.of("connections:read");
    public static final Use READ_AGAIN = Use.of("connections:update");

    private final Journal journal;
    private final ReceivedFileTable table = new ReceivedFileTable();

    public InboxFiles(Journal journal) {
        this.journal = journal;
    }

    /**
     * Gives files another try after the cause was mended; refuses unknown, stale, then by {@link
     * BankRefusal}.
     */
    public List<Outcome<Snapshot>> readAgain(Tx tx, List<Request<UUID>> requests) {
        var ids = requests.stream().map(Request::id).distinct().toList();
        var before = table.lock(tx, ids);
        var refusals = new HashMap<Request<UUID>, Refusal>();
        var again = new ArrayList<UUID>();
        for (var one : requests) {
            var refused = refusal(one, Optional.ofNullable(before.get(one.id())), again);
            refused.ifPresentOrElse(
                    refusal -> refusals.put(one, refusal), () -> again.add(one.id()));
        }
        var after = table.readAgain(tx, again);
        return requests.stream()
                .map(
                        one ->
                                refusals.containsKey(one)
                                        ? Outcome.<Snapshot>refused(refusals.get(one))
                                        : Outcome.done(recorded(tx, one, after)))
                .toList();
    }

    /**
     * The same for files that were set aside for want of something that has come; others stay as
     * they are.
     */
    public void readAgain(Tx tx, Collection<UUID> files) {
        var again = Happened.updated("READ_AGAIN", Originator.KONTOR);
        table.readAgain(tx, files)
                .values()
                .forEach(one -> journal.record(tx, one.snapshot(tx.organization()), again));
    }

    private static Optional<Refusal> refusal(
            Request<UUID> request, Optional<ReceivedFile> file, List<UUID> again) {
        if (file.isEmpty()) {
            return Optional.of(Refusal.notFound("Inbox file"));
        }
        int version = file.get().version();
        if (request.ifMatch().filter(expected -> expected != version).isPresent()) {
            return Optional.of(Refusal.stale(version));
        }
        boolean aside =
                file.get().status() == ReceivedFile.Status.QUARANTINED
                        && !again.contains(request.id());
        return aside
                ? Optional.empty()
                : Optional.of(
                        BankRefusal.FILE_NOT_QUARANTINED.refusal("it is " + file.get().status()));
    }

    private Snapshot recorded(Tx tx, Request<UUID> request, Map<UUID, ReceivedFile> after) {
        var snapshot = Maps.required(after, request.id()).snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.updated("READ_AGAIN", request.by()));
    }

    /**
     * Keeps a file that a person brought in the place of its bank; it is read as every other one of
     * the connection. The caller says whose it is.
     *
     * @return what an operator sees of it
     */
    public ReceivedFile brought(Tx tx, UUID id, UUID connection, String name, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += Chunks.SIZE) {
            int to = Math.min(bytes.length, from + Chunks.SIZE);
            Chunks.INBOX.add(tx, id, from / Chunks.SIZE, Arrays.copyOfRange(bytes, from, to));
        }
        table.bring(tx, id, connection, name, bytes.length, Sha256.of(bytes));
        return table.find(tx, id).orElseThrow();
    }

    /** Files tell of every account: for callers who are limited to none only. */
    public Optional<ReceivedFile> find(Tx tx, Caller caller, UUID id) {
        caller.requireWholeOrganization();
        return table.find(tx, id);
    }

    /** Newest first. */
    public Page<ReceivedFile> list(
            Tx tx,
            Caller caller,
            UUID connection,
            List<ReceivedFile.Status> statuses,
            PageRequest page) {
        caller.requireWholeOrganization();
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, connection, statuses, before, page.limit() + 1),
                page.limit(),
                file -> file.id().toString());
    }
}
