package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One thing that the bank has to do at a time.
 *
 * @param due when, in banking time
 * @param subject the id of the received file; for REPORT and STATE the IBAN of the account
 */
record ScheduledAction(Instant due, Action action, String subject) {

    /** What the bank does by itself. */
    enum Action {
        /** Read a received file, decide on its orders, answer. */
        JUDGE,
        /** Refuse accepted orders before they are booked. */
        REFUSE_LATE,
        /** Book the orders of a date. */
        BOOK,
        /** Book instant transfers. */
        BOOK_AT_ONCE,
        /** Book what was held until a date. */
        RELEASE,
        /** Book back what other banks returned. */
        RETURN,
        /** Report what no statement of an account shows yet (camt.052). */
        REPORT,
        /** Close the day of an account and issue its statement (camt.053). */
        STATE,
        /** Let a clearing house work. */
        CLEAR
    }

    private static final LocalTime LATE_REFUSALS = LocalTime.of(6, 30);
    private static final LocalTime COLLECTIONS = LocalTime.of(7, 0);
    private static final LocalTime TRANSFERS = LocalTime.of(16, 0);
    static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    static ScheduledAction judge(UUID file, Instant received) {
        return new ScheduledAction(received, Action.JUDGE, file.toString());
    }

    static ScheduledAction refuseLate(UUID file, LocalDate day) {
        return new ScheduledAction(
                moment(day, LATE_REFUSALS, BankChecks.ZONE), Action.REFUSE_LATE, file.toString());
    }

    static ScheduledAction book(FileTable.Received file, OrderGroup group) {
        var execution = group.execution();
        String subject = file.id().toString();
        if (execution.atOnce()) {
            Instant begins = moment(execution.day(), LocalTime.MIDNIGHT, BankChecks.ZONE);
            Instant due = begins.isAfter(file.received()) ? begins : file.received();
            return new ScheduledAction(due, Action.BOOK_AT_ONCE, subject);
        }
        LocalTime time =
                switch (group.message()) {
                    case DIRECT_DEBITS -> COLLECTIONS;
                    case CREDIT_TRANSFERS -> TRANSFERS;
                };
        return new ScheduledAction(
                moment(execution.day(), time, BankChecks.ZONE), Action.BOOK, subject);
    }

    static ScheduledAction release(UUID file, LocalDate day) {
        return new ScheduledAction(
                moment(day, TRANSFERS, BankChecks.ZONE), Action.RELEASE, file.toString());
    }

    static ScheduledAction comeBack(UUID file, LocalDate day) {
        return new ScheduledAction(
                moment(day, COLLECTIONS, BankChecks.ZONE), Action.RETURN, file.toString());
    }

    /** At the next full hour, so that many changes make one report. */
    static ScheduledAction report(BankAccount account, Instant changed) {
        Instant due = changed.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return new ScheduledAction(due, Action.REPORT, account.iban());
    }

    /** Orders that wait for their day are reported when that day has begun. */
    static ScheduledAction report(BankAccount account, LocalDate day, Instant known) {
        Instant begins = moment(day, COLLECTIONS, account.zone());
        return report(account, begins.isAfter(known) ? begins : known);
    }

    static ScheduledAction clear(Instant due, String subject) {
        return new ScheduledAction(due, Action.CLEAR, subject);
    }

    static ScheduledAction state(BankAccount account, LocalDate day) {
        return new ScheduledAction(
                moment(day, END_OF_DAY, account.zone()), Action.STATE, account.iban());
    }

    private static Instant moment(LocalDate day, LocalTime time, ZoneId zone) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /** The bank date of the action, also when it is done later. */
    LocalDate day() {
        return due.atZone(zone()).toLocalDate();
    }

    private ZoneId zone() {
        if (action != Action.STATE && action != Action.REPORT) {
            return BankChecks.ZONE;
        }
        return BankLogins.account(subject).map(BankAccount::zone).orElse(BankChecks.ZONE);
    }

    /**
     * The first day whose statement shows what this action books: the same day, or the next one
     * after the end of day.
     */
    LocalDate statedFrom() {
        boolean after = !due.atZone(BankChecks.ZONE).toLocalTime().isBefore(END_OF_DAY);
        return after ? day().plusDays(1) : day();
    }

    /** For a person who wants to know what comes. */
    String inWords() {
        return switch (action) {
            case JUDGE -> "looks at the orders of a file";
            case REFUSE_LATE -> "refuses orders of a file in the morning of their day";
            case BOOK, BOOK_AT_ONCE -> "books the orders of a file";
            case RELEASE -> "executes or refuses orders that it held";
            case RETURN -> "books collections and transfers back";
            case REPORT -> "tells what is booked on " + subject + " so far";
            case CLEAR -> "lets Bankgirot pay, refuse and answer";
            case STATE -> "issues the statement of " + subject + " of " + day();
        };
    }

    UUID file() {
        return UUID.fromString(subject);
    }

    /** The first day whose statement can still show something booked on {@code day}. */
    static LocalDate statementDay(BankAccount account, LocalDate day, Instant now) {
        var local = now.atZone(account.zone());
        LocalDate open =
                local.toLocalTime().isBefore(END_OF_DAY)
                        ? local.toLocalDate()
                        : local.toLocalDate().plusDays(1);
        return day.isAfter(open) ? day : open;
    }
}
