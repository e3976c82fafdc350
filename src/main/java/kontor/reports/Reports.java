package kontor.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.banks.InboxFiles;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.connections.Connections;
import kontor.connections.StoredConnection;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.shares.Allowance;
import kontor.shares.Stored;
import kontor.statements.StatementFiles;
import kontor.wire.JsonFields;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to reports of connections and to the statements in them. */
public final class Reports {

    public static final Use BRING = Use.of("connections:read", "connection_reports:create");
    public static final Use READ = Use.of("connections:read", "reports:read");

    private final Connections connections;
    private final BroughtReports brought;
    private final InboxFiles inbox;
    private final Journal journal;
    private final Stored stored;
    private final ReportTable table = new ReportTable();
    private final UnreadTable unreadTable = new UnreadTable();

    /** What the room stands on. */
    public record Rooms(
            Database database,
            Connections connections,
            Accounts accounts,
            StatementFiles files,
            InboxFiles inbox,
            Journal journal,
            Allowance allowance) {}

    public Reports(Rooms rooms) {
        connections = rooms.connections;
        brought = new BroughtReports(rooms);
        inbox = rooms.inbox;
        journal = rooms.journal;
        stored = new Stored("files from banks", rooms.allowance);
    }

    /**
     * Keeps what {@link #foreseen} found to be good; it is read soon after. Bytes that the
     * connection has already are the report that it has. Refuses {@code storage_full}, then by
     * {@link ReportRefusal}.
     */
    Door<NewReport> bring() {
        return this::bring;
    }

    private List<Outcome<Snapshot>> bring(Tx tx, List<Request<NewReport>> requests) {
        table.hold(tx, requests.stream().map(one -> one.input().connection()).toList());
        var full = stored.full(tx.organization(), () -> table.storedBytes(tx));
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            outcomes.add(
                    known(tx, one)
                            .map(Outcome::done)
                            .orElseGet(
                                    () ->
                                            Outcome.unless(
                                                    full.map(Reports::full)
                                                            .or(() -> overtaken(tx, one.input())),
                                                    () -> kept(tx, one))));
        }
        return outcomes;
    }

    /** Others came since it was looked at; the connection is held, so none comes any more. */
    private Optional<Refusal> overtaken(Tx tx, NewReport brought) {
        var unread =
                unreadTable.unread(tx, brought.connection()).stream().map(UnreadTable.Unread::id);
        return ReportRefusal.REPORT_OVERTAKEN.when(!unread.allMatch(brought.beside()::contains));
    }

    private static Refusal full(String why) {
        return Refusal.rule("storage_full", "", why);
    }

    /** Also before it is read, when nobody knows yet whose it is: its accounts were looked at. */
    private Optional<Snapshot> known(Tx tx, Request<NewReport> request) {
        var brought = request.input();
        return table.withContent(tx, brought.connection(), brought.sha256())
                .flatMap(id -> table.find(tx, AccountLimit.ALL, brought.connection(), id))
                .map(report -> report.snapshot(tx.organization()));
    }

    private Snapshot kept(Tx tx, Request<NewReport> request) {
        var brought = request.input();
        var id = request.id();
        String name = "brought-" + id + ".xml";
        inbox.brought(tx, id, brought.connection(), name, brought.file());
        stored.more(tx.organization(), (long) brought.file().length + brought.sent().length);
        var by = new Report.By(request.caller().userId(), request.caller().username());
        if (!table.insert(tx, id, brought, by)) {
            throw new IllegalStateException(id + " has the bytes of another report");
        }
        var report = new Kept(id, brought, by, name, tx.now()).report();
        return journal.record(
                tx, report.snapshot(tx.organization()), Happened.created(request.by()));
    }

    /** What is kept, before anybody has read it. */
    private record Kept(UUID id, NewReport brought, Report.By by, String name, Instant now) {

        Report report() {
            return new Report(
                    id,
                    brought.connection(),
                    name,
                    "RECEIVED",
                    Optional.empty(),
                    Optional.empty(),
                    new Report.Content(
                            brought.mediaType(), brought.sent().length, brought.sha256()),
                    true,
                    Optional.of(by),
                    brought.warnings(),
                    1,
                    now,
                    now);
        }
    }

    /** Refuses an unknown connection. */
    Outcome<StoredConnection> connection(Tx tx, Caller caller, UUID id) {
        return connections.find(tx, caller, id);
    }

    /** See {@link BroughtReports#told}. */
    Outcome<NewReport> told(Caller caller, UUID connection, JsonFields body, byte[] sent) {
        return brought.told(caller, connection, body, sent);
    }

    /** See {@link BroughtReports#foreseen}. */
    Outcome<NewReport> foreseen(Caller caller, NewReport report) {
        return brought.foreseen(caller, report);
    }

    Outcome<Report> find(Tx tx, Caller caller, UUID connection, UUID id) {
        return Outcome.of(
                table.find(tx, caller.accounts(), connection, id),
                () -> Refusal.notFound("Report"));
    }

    /** Newest first; refuses an unknown connection. */
    Outcome<Page<Report>> list(
            Tx tx, Caller caller, UUID connection, ReportFilter filter, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return connections
                .find(tx, caller, connection)
                .map(
                        _ ->
                                Page.cut(
                                        table.list(
                                                tx,
                                                caller.accounts(),
                                                connection,
                                                filter,
                                                before,
                                                page.limit() + 1),
                                        page.limit(),
                                        report -> report.id().toString()));
    }

    /** The statements of a report that the caller may see, in the order in which they were read. */
    Outcome<Page<BankStatement>> statements(
            Tx tx, Caller caller, StatementFilter filter, PageRequest page) {
        var after = page.after().map(UUID::fromString).orElse(null);
        var rows = table.statements(tx, caller.accounts(), filter, after, page.limit() + 1);
        var all = Page.cut(rows, page.limit(), last -> last.id().toString());
        // Of a report with accounts of others, the caller sees their own.
        return rows.isEmpty()
                ? find(tx, caller, filter.connection(), filter.report()).map(_ -> all)
                : Outcome.done(all);
    }

    Outcome<BankStatement> statement(Tx tx, Caller caller, StatementFilter one) {
        return Outcome.of(
                table.statements(tx, caller.accounts(), one, null, 1).stream().findFirst(),
                () -> Refusal.notFound("Bank statement"));
    }
}
