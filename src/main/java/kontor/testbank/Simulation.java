package kontor.testbank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.connections.SimulatedBank;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import org.jdbi.v3.core.Handle;

/** The bank at work: does what is due in its schedule, each action in its own transaction. */
final class Simulation implements SimulatedBank {

    private final Database database;
    private final TestBank.Clearing clearing;
    private final ScheduleTable schedule = new ScheduleTable();
    private final FileTable files = new FileTable();
    private final OrderFileTable orders = new OrderFileTable();
    private final EntryTable entries = new EntryTable();
    private final StatusReports reports = new StatusReports(files);
    private final IntradayReports intraday = new IntradayReports(files);
    private final BankStatements statements = new BankStatements(files);

    Simulation(Database database, TestBank.Clearing clearing) {
        this.database = database;
        this.clearing = clearing;
    }

    /** Does everything that is due, in order, even if it was due days ago. */
    @Override
    public void run(OrganizationId organization, Instant bankNow) {
        boolean more = true;
        while (more) {
            more = database.write(organization, tx -> doNext(tx, bankNow));
        }
    }

    @Override
    public Map<OrganizationId, Instant> moments(Handle watching) {
        var moments = schedule.firstDue(watching);
        files.organizationsWithWaiting(watching).forEach(one -> moments.put(one, Instant.EPOCH));
        return moments;
    }

    @Override
    public Optional<Instant> nextMoment(OrganizationId organization, Instant after) {
        return database.read(organization, schedule::firstDue)
                .map(due -> due.isAfter(after) ? due : after.plusSeconds(1));
    }

    private boolean doNext(Tx tx, Instant bankNow) {
        // Without the lock two nodes would do actions that follow each other in the wrong order.
        schedule.lock(tx);
        var next = schedule.takeDue(tx, bankNow);
        next.ifPresent(one -> carryOut(tx, one, bankNow));
        return next.isPresent();
    }

    private void carryOut(Tx tx, ScheduledAction one, Instant bankNow) {
        switch (one.action()) {
            case JUDGE -> judge(tx, one, bankNow);
            case REFUSE_LATE -> refuseLate(tx, one, bankNow);
            case BOOK -> book(tx, one, EntryTable.Booking.Which.ORDINARY);
            case BOOK_AT_ONCE -> bookAndReport(tx, one, EntryTable.Booking.Which.AT_ONCE, bankNow);
            case RELEASE -> bookAndReport(tx, one, EntryTable.Booking.Which.HELD, bankNow);
            case RETURN -> scheduleStatements(tx, entries.bookBack(tx, one.file(), one.day()));
            case REPORT ->
                    BankLogins.account(one.subject())
                            .ifPresent(own -> intraday.issue(tx, own, one.due(), bankNow));
            case CLEAR -> clearing.work(tx, one.subject(), one.due(), desk(bankNow));
            case STATE ->
                    BankLogins.account(one.subject())
                            .ifPresent(own -> statements.issue(tx, own, one.day(), bankNow));
        }
    }

    private void judge(Tx tx, ScheduledAction one, Instant bankNow) {
        var file = files.received(tx, one.file());
        if (cleared(tx, file, bankNow)) {
            return;
        }
        var judgement = new OrderFileReader(tx, files, orders, schedule, file).judge();
        reports.answer(tx, file, judgement, bankNow);
    }

    /** Whether the clearing house took it; a broken file of it is refused as any other. */
    private boolean cleared(Tx tx, FileTable.Received file, Instant bankNow) {
        try (var beginning = FileChunks.reader(tx, file.id());
                var content = FileChunks.reader(tx, file.id())) {
            var customer = new TestBank.Customer(file.login(), file.received());
            return clearing.takes(beginning)
                    && clearing.receive(tx, customer, content, desk(bankNow));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private TestBank.Desk desk(Instant bankNow) {
        return new TestBank.Desk(files, schedule, entries, bankNow);
    }

    private void refuseLate(Tx tx, ScheduledAction one, Instant bankNow) {
        var accounts = orders.refuseLate(tx, one.file(), one.day());
        if (!accounts.isEmpty()) {
            reports.later(tx, files.received(tx, one.file()), one, bankNow);
            var intradayReports = accounts.stream().map(iban -> report(iban, one.due()));
            schedule.add(tx, intradayReports.toList());
        }
    }

    private static ScheduledAction report(String iban, Instant changed) {
        return ScheduledAction.report(BankLogins.account(iban).orElseThrow(), changed);
    }

    private boolean book(Tx tx, ScheduledAction one, EntryTable.Booking.Which which) {
        var booking = new EntryTable.Booking(one.file(), one.day(), which, one.statedFrom());
        var booked = entries.book(tx, booking);
        scheduleStatements(tx, booked);
        return !booked.isEmpty();
    }

    /**
     * Books orders whose customers wait for the result, and reports it. Others are not reported:
     * the statement shows that they were booked on the requested day.
     */
    private void bookAndReport(
            Tx tx, ScheduledAction one, EntryTable.Booking.Which which, Instant bankNow) {
        if (book(tx, one, which)) {
            reports.later(tx, files.received(tx, one.file()), one, bankNow);
        }
    }

    private void scheduleStatements(Tx tx, List<EntryTable.ToState> booked) {
        schedule.add(tx, booked.stream().map(Simulation::statement).toList());
    }

    private static ScheduledAction statement(EntryTable.ToState booked) {
        return ScheduledAction.state(BankLogins.account(booked.iban()).orElseThrow(), booked.day());
    }
}
