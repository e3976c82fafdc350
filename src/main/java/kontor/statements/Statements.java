package kontor.statements;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.Accounts;
import kontor.accounts.Balances;
import kontor.cases.Cases;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.ledger.Kinship;
import kontor.ledger.Ledger;
import kontor.ledger.StatementNumbers;
import kontor.pending.PendingRow;
import kontor.pending.PendingTransactions;
import kontor.reporting.StatementGaps;
import kontor.slices.EntrySlices;
import kontor.supplements.Supplements;
import kontor.transactions.EntryDetail;
import kontor.transactions.EntryRow;
import kontor.transactions.NewTransactions;
import kontor.transactions.StatementEntry;
import kontor.transactions.TransactionTable;
import kontor.transactions.UnwrittenTransactions;

/**
 * The door for what banks report of accounts. A file is read twice: first to add up its statements,
 * then, for each statement that {@link #open} found to be consistent, to {@link #book} its entries
 * in slices and {@link #close} it. Each call may be a transaction of its own. After a crash the
 * whole file is passed again from its beginning; what was booked before is recognized.
 */
public final class Statements {

    public static final String RESOURCE = "bank_statements";

    private final Journal journal;
    private final Accounts accounts;
    private final Balances balances;
    private final StatementGaps gaps = new StatementGaps();
    private final NewTransactions news;
    private final StatementTable table = new StatementTable();
    private final TransactionTable transactions = new TransactionTable();
    private final EndOfDayTable days = new EndOfDayTable();
    private final PendingTransactions pending;
    private final Supplements supplements;
    private final LateDetails lateDetails;
    private final StatementPages pages = new StatementPages();
    private final Ledger ledger = new Ledger();
    private final StatementOpening opening;

    public Statements(
            Journal journal,
            Cases cases,
            Accounts accounts,
            Balances balances,
            NewTransactions news) {
        this.journal = journal;
        this.accounts = accounts;
        opening = new StatementOpening(journal, cases, ledger);
        this.balances = balances;
        this.news = news;
        pending = new PendingTransactions(journal);
        supplements = new Supplements(journal, cases);
        lateDetails = new LateDetails(news, supplements);
    }

    /**
     * Checks a statement and keeps it; see {@link StatementOpening#open}.
     *
     * @param inboxFile the file that it came in
     */
    public Statement open(Tx tx, NewStatement incoming, UUID inboxFile) {
        return opening.open(tx, incoming, inboxFile);
    }

    /** How the entries of a statement that was opened are told from those that are booked. */
    Ledger.Plan plan(Tx tx, NewStatement incoming, Statement statement) {
        return ledger.plan(tx, StatementOpening.told(incoming, statement));
    }

    /** The first look at what banks tell. */
    StatementOpening opening() {
        return opening;
    }

    /**
     * Books entries of a proven statement and reports them to {@link NewTransactions}, all in this
     * transaction. Entries that are booked already, and those that the bank only announces, add
     * nothing.
     *
     * @param isNew the statement was not read before, so that none of its entries are booked
     * @param places the balances before the entries, by position
     * @param slice in the order of the statement, at most {@link EntrySlices#MOST_ENTRIES}
     * @return the positions of those that other statements booked before
     */
    public Set<Long> book(
            Tx tx,
            Statement statement,
            boolean isNew,
            Kinship kinship,
            Map<Long, Long> places,
            List<StatementEntry> slice) {
        if (slice.size() > EntrySlices.MOST_ENTRIES) {
            throw new IllegalArgumentException(slice.size() + " entries in one slice");
        }
        if (statement.isQuarantined()) {
            throw new IllegalStateException("statement " + statement.id() + " is quarantined");
        }
        var booked = slice.stream().filter(entry -> StatementEntry.isBooked(entry.head())).toList();
        if (booked.isEmpty()) {
            return Set.of();
        }
        var all = EntryRow.of(tx, statement.ref(), booked, places);
        var before = ledger.bookedBefore(tx, statement.id(), kinship, all);
        var rows = inserted(tx, statement, isNew, without(all, before.keySet()));
        lateDetails.booked(tx, statement, all, rows);
        if (!before.isEmpty()) {
            learn(tx, supplements.toldAgain(tx, toldAgain(all, before)));
        }
        return before.keySet();
    }

    /** Transactions of which nothing was known but the sum consist of something now. */
    private void learn(Tx tx, Map<UUID, List<EntryDetail>> details) {
        if (!details.isEmpty()) {
            news.booked(
                    tx,
                    transactions.entries(tx, details.keySet()).stream()
                            .map(entry -> entry.consistingOf(details))
                            .toList());
        }
    }

    /** Entries that were booked before, by their transactions. */
    private static Map<UUID, StatementEntry> toldAgain(List<EntryRow> all, Map<Long, UUID> before) {
        return all.stream()
                .filter(row -> before.containsKey(row.position()))
                .collect(
                        Collectors.toMap(
                                row -> Maps.required(before, row.position()), EntryRow::entry));
    }

    private static List<EntryRow> without(List<EntryRow> all, Set<Long> before) {
        return all.stream().filter(row -> !before.contains(row.position())).toList();
    }

    /** Those that are new; none of them were told by other statements. */
    private List<EntryRow> inserted(
            Tx tx, Statement statement, boolean isNew, List<EntryRow> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var announced = pending.announced(tx, statement.accountId(), bare);
        var rows = bare.stream().map(row -> withMetadataOf(announced, row)).toList();
        var fresh = isNew ? rows : UnwrittenTransactions.fresh(tx, rows);
        pending.booked(tx, announced, EntryRow.ids(fresh));
        if (!fresh.isEmpty()) {
            write(tx, fresh);
        }
        return fresh;
    }

    /** What a user said of the pending transaction stays with the booked one. */
    private static EntryRow withMetadataOf(Map<UUID, PendingRow> announced, EntryRow row) {
        var before = announced.get(row.transaction().id());
        return before == null ? row : row.withMetadata(before.pending().metadata());
    }

    /** Each once, as soon as it is known what it is. */
    private void write(Tx tx, List<EntryRow> fresh) {
        for (EntryRow row : fresh) {
            var snapshot = row.transaction().snapshot(tx.organization());
            record(tx, snapshot, NewEvent.Type.CREATED, "CREATED");
        }
        UnwrittenTransactions.write(
                tx, fresh, () -> news.booked(tx, fresh.stream().map(EntryRow::booked).toList()));
    }

    /**
     * Ends a statement whose entries were all passed to {@link #book}: it is BOOKED and its
     * balances count. IllegalStateException when other entries were passed than those that were
     * checked by {@link #open}.
     *
     * @param passed the totals of the entries passed to {@link #book}
     * @param sums the same entries added up by day
     * @param own those of them that no other statement booked
     */
    public Statement close(
            Tx tx,
            NewStatement opened,
            Statement statement,
            StatementTotals passed,
            DaySums sums,
            DaySums own) {
        refuseOtherEntries(statement, passed);
        if (statement.status() == Statement.Status.BOOKED) {
            return statement;
        }
        var booked = statement.booked(tx.now());
        var source = statement.id().toString();
        balances.record(tx, StatementBalances.of(opened, source, statement.asOf()));
        var summaries = sums.days(opened, booked, own);
        if (table.update(tx, booked, summaries.getLast().openingMinor())) {
            days.add(tx, booked, summaries);
            days.settle(tx, booked);
            record(tx, booked.snapshot(tx.organization()), NewEvent.Type.UPDATED, "BOOKED");
            opening.lookAgain(tx, booked);
        }
        leavesOpen(tx, booked);
        return booked;
    }

    /** Shows on the account what its statements leave open now. */
    private void leavesOpen(Tx tx, Statement statement) {
        var account = statement.accountId();
        var day = statement.asOf();
        accounts.reported(
                tx, account, before -> gaps.after(tx, account, day, before, statement.currency()));
    }

    /** A statement that was booked before came again, maybe under other numbers. */
    void again(Tx tx, NewStatement told, Statement booked) {
        var head = told.head();
        long legal = head.legalSequenceNumber().orElse(0L);
        long electronic = head.electronicSequenceNumber().orElse(0L);
        if (!booked.numbers().equals(new StatementNumbers(legal, electronic))) {
            gaps.repeated(tx, booked.accountId(), booked.asOf(), legal, electronic);
            leavesOpen(tx, booked);
        }
    }

    private static void refuseOtherEntries(Statement statement, StatementTotals passed) {
        if (passed.entries() != statement.entries()
                || passed.bookedMinor() != statement.bookedMinor()) {
            throw new IllegalStateException(
                    "statement %s was proved with %d entries of %d, booked were %d of %d"
                            .formatted(
                                    statement.id(),
                                    statement.entries(),
                                    statement.bookedMinor(),
                                    passed.entries(),
                                    passed.bookedMinor()));
        }
    }

    /** What intraday reports announce, until a statement books it. */
    PendingTransactions pending() {
        return pending;
    }

    /** Details that arrive apart from their entries. */
    LateDetails lateDetails() {
        return lateDetails;
    }

    /** Pages of statements that wait for the others. */
    StatementPages pages() {
        return pages;
    }

    /** Takes the balances of an intraday report; its entries come again with the statement. */
    public int interim(Tx tx, NewStatement report) {
        return report.asOf().map(day -> interim(tx, report, day)).orElse(0);
    }

    private int interim(Tx tx, NewStatement report, LocalDate day) {
        return balances.record(tx, StatementBalances.of(report, interimSource(report), day));
    }

    private static String interimSource(NewStatement report) {
        String source = "intraday " + report.reported() + " " + report.head().id();
        return source.substring(0, Math.min(source.length(), 255));
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
