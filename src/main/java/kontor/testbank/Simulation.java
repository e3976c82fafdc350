package kontor.testbank;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kontor.connections.SimulatedBank;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/** The bank at work: does what stands in its agenda, each thing in a transaction of its own. */
final class Simulation implements SimulatedBank {

    private final Database database;
    private final ScheduleTable agenda = new ScheduleTable();
    private final FileTable files = new FileTable();
    private final OrderFileTable intake = new OrderFileTable();
    private final EntryTable entries = new EntryTable();
    private final StatusReports reports = new StatusReports(files);
    private final IntradayReports intraday = new IntradayReports(files);
    private final BankStatements statements = new BankStatements(files);

    Simulation(Database database) {
        this.database = database;
    }

    /** Does everything that is due, in order, also what should have been done days ago. */
    @Override
    public void run(OrganizationId organization, Instant bankNow) {
        boolean more = true;
        while (more) {
            more = database.write(organization, tx -> doNext(tx, bankNow));
        }
    }

    @Override
    public Optional<Instant> nextMoment(OrganizationId organization, Instant after) {
        return database.read(organization, agenda::firstDue)
                .map(due -> due.isAfter(after) ? due : after.plusSeconds(1));
    }

    private boolean doNext(Tx tx, Instant bankNow) {
        // Without the lock two nodes would do neighbouring things out of order.
        agenda.lock(tx);
        var next = agenda.takeDue(tx, bankNow);
        next.ifPresent(one -> carryOut(tx, one, bankNow));
        return next.isPresent();
    }

    private void carryOut(Tx tx, ScheduledAction one, Instant bankNow) {
        switch (one.action()) {
            case JUDGE -> judge(tx, one, bankNow);
            case REFUSE_LATE -> refuseLate(tx, one, bankNow);
            case BOOK -> book(tx, one, EntryTable.Booking.Which.ORDINARY);
            case BOOK_AT_ONCE -> bookAndTell(tx, one, EntryTable.Booking.Which.AT_ONCE, bankNow);
            case RELEASE -> bookAndTell(tx, one, EntryTable.Booking.Which.HELD, bankNow);
            case RETURN -> willState(tx, entries.bookBack(tx, one.file(), one.day()));
            case REPORT ->
                    BankLogins.account(one.subject())
                            .ifPresent(account -> intraday.issue(tx, account, one.due(), bankNow));
            case STATE ->
                    BankLogins.account(one.subject())
                            .ifPresent(
                                    account -> statements.issue(tx, account, one.day(), bankNow));
        }
    }

    private void judge(Tx tx, ScheduledAction one, Instant bankNow) {
        var file = files.received(tx, one.file());
        var judgement = new OrderFileReader(tx, files, intake, agenda, file).judge();
        reports.answer(tx, file, judgement, bankNow);
    }

    private void refuseLate(Tx tx, ScheduledAction one, Instant bankNow) {
        var accounts = intake.refuseLate(tx, one.file(), one.day());
        if (!accounts.isEmpty()) {
            reports.news(tx, files.received(tx, one.file()), one, bankNow);
            agenda.enter(
                    tx,
                    accounts.stream()
                            .map(
                                    iban ->
                                            ScheduledAction.report(
                                                    BankLogins.account(iban).orElseThrow(),
                                                    one.due()))
                            .toList());
        }
    }

    private boolean book(Tx tx, ScheduledAction one, EntryTable.Booking.Which which) {
        var booked =
                entries.book(
                        tx, new EntryTable.Booking(one.file(), one.day(), which, one.statedFrom()));
        willState(tx, booked);
        return !booked.isEmpty();
    }

    /** Customers wait for these; what is booked on the day asked for they read in the statement. */
    private void bookAndTell(
            Tx tx, ScheduledAction one, EntryTable.Booking.Which which, Instant bankNow) {
        if (book(tx, one, which)) {
            reports.news(tx, files.received(tx, one.file()), one, bankNow);
        }
    }

    private void willState(Tx tx, List<EntryTable.ToState> booked) {
        agenda.enter(
                tx,
                booked.stream()
                        .map(
                                one ->
                                        ScheduledAction.state(
                                                BankLogins.account(one.iban()).orElseThrow(),
                                                one.day()))
                        .toList());
    }
}
