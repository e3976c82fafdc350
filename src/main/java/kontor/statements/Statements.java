package kontor.statements;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Balance.ReportedType;
import kontor.accounts.Balance.Type;
import kontor.accounts.Balances;
import kontor.accounts.NewBalance;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.iso20022.Balance;
import kontor.transactions.BookedEntry;
import kontor.transactions.DetailTable;
import kontor.transactions.EntryRow;
import kontor.transactions.NewTransactions;
import kontor.transactions.StatementEntry;
import kontor.transactions.TransactionTable;

/**
 * The door for what banks report of accounts. A file is read twice: once to add it up, then, when
 * {@link #open} found that it proves, to {@link #book} its entries in slices and {@link #close} it.
 * Each call may be a transaction of its own; after a crash all of it is simply told again.
 */
public final class Statements {

    public static final String RESOURCE = "bank_statements";

    /** Entries in one call of {@link #book}. */
    public static final int MOST_ENTRIES = 1_000;

    private final Journal journal;
    private final Balances balances;
    private final NewTransactions news;
    private final StatementTable table = new StatementTable();
    private final TransactionTable transactions = new TransactionTable();
    private final DetailTable details = new DetailTable();
    private final EndOfDayTable days = new EndOfDayTable();
    private final PendingTransactions pending;
    private final LateDetails notifications;
    private final StatementPages pages = new StatementPages();

    public Statements(Journal journal, Balances balances, NewTransactions news) {
        this.journal = journal;
        this.balances = balances;
        this.news = news;
        pending = new PendingTransactions(journal);
        notifications = new LateDetails(news);
    }

    /**
     * Proves a statement and keeps it. QUARANTINED when it does not add up, or when it was read
     * before with other figures; BOOKED or PROVEN when it was read before, also under another name.
     */
    public Statement open(Tx tx, NewStatement told) {
        var statement = Statement.of(told, BalanceProof.problem(told), tx.now());
        var sameDay = table.ofDay(tx, statement.accountId(), statement.asOf());
        return repeated(statement, sameDay)
                .orElseGet(
                        () -> {
                            var judged =
                                    conflict(statement, sameDay)
                                            .map(statement::quarantined)
                                            .orElse(statement);
                            return repeated(judged, sameDay).orElseGet(() -> kept(tx, judged));
                        });
    }

    /** The statement as it was kept when it was read before. */
    private static Optional<Statement> repeated(Statement now, List<Statement> sameDay) {
        return sameDay.stream()
                .filter(
                        before ->
                                before.isQuarantined() == now.isQuarantined()
                                        && before.hasFiguresOf(now))
                // Some banks give a new name at each download: the same move of the balance is the
                // same.
                .filter(
                        before ->
                                before.hasNameOf(now)
                                        || !now.isQuarantined() && now.bookedMinor() != 0)
                .findFirst();
    }

    private static Optional<String> conflict(Statement statement, List<Statement> sameDay) {
        if (statement.isQuarantined()) {
            return Optional.empty();
        }
        return sameDay.stream()
                .filter(before -> !before.isQuarantined() && before.hasNameOf(statement))
                .findFirst()
                .map(
                        before ->
                                "it was read before with other figures, as statement "
                                        + before.id());
    }

    private Statement kept(Tx tx, Statement statement) {
        table.insert(tx, statement);
        record(
                tx,
                statement.snapshot(tx.organization()),
                NewEvent.Type.CREATED,
                statement.status().name());
        return statement;
    }

    /**
     * Books entries of a proven statement and tells them upstairs, all in this transaction. Entries
     * that are booked already, and those that the bank only announces, add nothing.
     *
     * @param slice in the order of the statement
     * @return how many were new
     */
    public int book(Tx tx, Statement statement, List<StatementEntry> slice) {
        if (slice.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(slice.size() + " entries in one slice");
        }
        if (statement.isQuarantined()) {
            throw new IllegalStateException("statement " + statement.id() + " is quarantined");
        }
        var booked = slice.stream().filter(entry -> StatementEntry.isBooked(entry.head())).toList();
        if (booked.isEmpty()) {
            return 0;
        }
        var earlier =
                transactions.occurrencesBefore(
                        tx,
                        statement.ref(),
                        booked.getFirst().position(),
                        booked.stream()
                                .map(entry -> EntryRow.key(statement.ref(), entry))
                                .distinct()
                                .toList());
        var read = EntryRow.of(tx, statement.ref(), booked, earlier);
        var announced = pending.announced(tx, statement.accountId(), read);
        var rows =
                read.stream()
                        .map(
                                row ->
                                        Optional.ofNullable(announced.get(row.transaction().id()))
                                                .map(
                                                        before ->
                                                                row.withMetadata(
                                                                        before.pending()
                                                                                .metadata()))
                                                .orElse(row))
                        .toList();
        var inserted = transactions.insert(tx, rows);
        pending.booked(tx, announced, inserted);
        var fresh = rows.stream().filter(row -> inserted.contains(row.transaction().id())).toList();
        details.insert(
                tx,
                fresh.stream()
                        .map(
                                row ->
                                        new DetailTable.Some(
                                                row.transaction().id(), 0, row.booked().details()))
                        .toList());
        var entries = new ArrayList<BookedEntry>(fresh.size());
        for (EntryRow row : fresh) {
            record(
                    tx,
                    row.transaction().snapshot(tx.organization()),
                    NewEvent.Type.CREATED,
                    "CREATED");
            entries.add(row.booked());
        }
        if (!entries.isEmpty()) {
            news.booked(tx, entries);
        }
        notifications.booked(tx, statement, rows, fresh);
        return entries.size();
    }

    /**
     * All entries were told: the statement is BOOKED and its balances count. IllegalStateException
     * when the entries told are others than those that were proved.
     *
     * @param told the entries passed to {@link #book}, added up once more, as a whole and by day
     */
    public Statement close(
            Tx tx, NewStatement opened, Statement statement, StatementTotals told, DaySums sums) {
        if (told.entries() != statement.entries()
                || told.bookedMinor() != statement.bookedMinor()) {
            throw new IllegalStateException(
                    "statement "
                            + statement.id()
                            + " was proved with "
                            + statement.entries()
                            + " entries of "
                            + statement.bookedMinor()
                            + ", told were "
                            + told.entries()
                            + " of "
                            + told.bookedMinor());
        }
        if (statement.status() == Statement.Status.BOOKED) {
            return statement;
        }
        var booked = statement.booked(tx.now());
        balances.record(tx, balances(opened, statement.id().toString(), statement.asOf()));
        if (table.update(tx, booked)) {
            days.add(tx, booked, opened.opensDay(), sums.days(opened, booked));
            record(tx, booked.snapshot(tx.organization()), NewEvent.Type.UPDATED, "BOOKED");
        }
        return booked;
    }

    /** What intraday reports announce, and statements take away again. */
    PendingTransactions pending() {
        return pending;
    }

    /** Details that come apart from their entries. */
    LateDetails notifications() {
        return notifications;
    }

    /** Pages of statements that wait for the others. */
    StatementPages pages() {
        return pages;
    }

    /** Takes the balances of an intraday report; its entries come again with the statement. */
    public int interim(Tx tx, NewStatement report) {
        return report.asOf()
                .map(day -> balances.record(tx, balances(report, interimSource(report), day)))
                .orElse(0);
    }

    private static String interimSource(NewStatement report) {
        String source = "intraday " + report.reported() + " " + report.head().id();
        return source.substring(0, Math.min(source.length(), 255));
    }

    private static List<NewBalance> balances(NewStatement told, String source, LocalDate asOf) {
        var known = new ArrayList<NewBalance>();
        for (Balance balance : told.balances()) {
            kind(balance.type().value())
                    .filter(_ -> balance.amount().currency().equals(told.currency()))
                    .ifPresent(
                            kind ->
                                    known.add(
                                            new NewBalance(
                                                    told.accountId(),
                                                    kind.type,
                                                    kind.reported,
                                                    balance.amount(),
                                                    balance.date().orElse(asOf),
                                                    told.reported(),
                                                    source)));
        }
        return known;
    }

    private record BalanceKind(Type type, ReportedType reported) {}

    /** ExternalBalanceType1Code; forward and proprietary balances have no place in the API. */
    private static Optional<BalanceKind> kind(String code) {
        return switch (code) {
            case "OPBD", "PRCD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.OPEN));
            case "ITBD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.INTERIM));
            case "CLBD" -> Optional.of(new BalanceKind(Type.BOOKED, ReportedType.CLOSE));
            case "OPAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.OPEN));
            case "ITAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.INTERIM));
            case "CLAV" -> Optional.of(new BalanceKind(Type.AVAILABLE, ReportedType.CLOSE));
            default -> Optional.empty();
        };
    }

    private void record(Tx tx, Snapshot snapshot, NewEvent.Type type, String name) {
        journal.record(tx, snapshot, Happened.of(type, name, Originator.BANK));
    }

    /** Statements that an operator must look at, newest first. */
    public List<Statement> quarantined(Tx tx, int limit) {
        return table.quarantined(tx, limit);
    }

    public Optional<Statement> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }
}
