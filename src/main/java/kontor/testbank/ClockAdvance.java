package kontor.testbank;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.banks.BankWork;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.OrganizationId;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.wire.JsonFields;

/**
 * Moves the clock of a sandbox. It jumps from each time at which something is due to the next
 * (cut-offs, hand-overs, bookings, ends of day), and a full round of bank work follows each jump,
 * so that everything happens in order and empty days cost nothing.
 */
public final class ClockAdvance {

    public static final Use ADVANCE = Use.of("testbank_clock:update");

    static final int MOST_DAYS = 400;

    /** After the statements of a day, which the bank issues last in London. */
    private static final LocalTime AFTER_STATEMENTS = LocalTime.of(18, 30);

    private static final ZoneId LAST_ZONE = ZoneId.of("Europe/London");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    /** Rounds after a jump within which everything that it caused should be done. */
    private static final int ROUNDS = 3;

    /** The step when something stays due after all rounds, for instance a bank out of reach. */
    private static final Duration STUCK_STEP = Duration.ofMinutes(15);

    private final Database database;
    private final BankWork work;
    private final SandboxClock clock;
    private final ScheduleTable schedule = new ScheduleTable();

    public ClockAdvance(Database database, BankWork work, SandboxClock clock) {
        this.database = database;
        this.work = work;
        this.clock = clock;
    }

    /** One thing that the bank will do, and when. */
    public record Step(Instant due, String what) {}

    /** Whether the organization has a test bank and a clock that can be moved. */
    public boolean isSandbox(OrganizationId organization) {
        return database.read(organization, clock::isSandbox);
    }

    static LocalDate dateOf(Instant moment) {
        return moment.atZone(BankChecks.ZONE).toLocalDate();
    }

    /**
     * Moves to a moment and does everything that is due until then; when it has passed, does only
     * what is due now.
     *
     * @return the new banking time
     */
    Instant to(OrganizationId organization, Instant target) {
        return work.alone(organization, () -> advance(organization, target));
    }

    /**
     * The moment that a request asks for: on the day {@code to}, or {@code days} from today, at
     * {@code time} in the bank's zone or else in the evening, at 18:30 in London.
     *
     * @throws InvalidRequest with all faults
     */
    static Instant target(JsonFields body, LocalDate today) {
        Optional<LocalDate> to = body.date("to");
        Optional<Long> days = body.integer("days");
        LocalDate latest = today.plusDays(MOST_DAYS);
        if (body.has("to") == body.has("days")) {
            body.fault(Fault.invalid("", "send either to, a date, or days, a number"));
        }
        if (to.filter(day -> day.isBefore(today) || day.isAfter(latest)).isPresent()) {
            body.fault(Fault.invalid("to", "must lie between " + today + " and " + latest));
        }
        if (days.filter(count -> count < 1 || count > MOST_DAYS).isPresent()) {
            body.fault(Fault.invalid("days", "must be 1 to " + MOST_DAYS));
        }
        var time = body.text("time", 0, 5);
        if (time.filter(text -> !TIME.matcher(text).matches()).isPresent()) {
            body.fault(Fault.invalid("time", "must be a time of day like 12:30"));
        }
        body.refuseFaults();
        var day =
                to.or(() -> days.map(today::plusDays))
                        .orElseThrow(() -> new InvalidRequest(Fault.required("to")));
        return time.map(text -> day.atTime(LocalTime.parse(text)).atZone(BankChecks.ZONE))
                .orElseGet(() -> day.atTime(AFTER_STATEMENTS).atZone(LAST_ZONE))
                .toInstant();
    }

    /**
     * The same for a person.
     *
     * @throws InvalidRequest where the day is none, has passed, or is too far away
     * @return the new banking time
     */
    public Instant to(Caller caller, JsonFields body) {
        LocalDate today = database.read(caller.organization(), tx -> tx.today(BankChecks.ZONE));
        return to(caller.organization(), target(body, today));
    }

    /** What time it is at the bank. */
    public ZonedDateTime now(Caller caller) {
        return now(caller.organization()).atZone(BankChecks.ZONE);
    }

    /**
     * What the bank has on its agenda until the evening of a day, soonest first. What payments
     * cause that have not left yet is not known before they leave.
     *
     * @param most steps at most
     */
    public List<Step> plan(Caller caller, LocalDate day, int most) {
        Instant end = day.atTime(AFTER_STATEMENTS).atZone(LAST_ZONE).toInstant();
        return database.read(caller.organization(), tx -> schedule.until(tx, end, most)).stream()
                .map(one -> new Step(one.due(), one.inWords()))
                .toList();
    }

    private Instant advance(OrganizationId organization, Instant target) {
        Instant next = settle(organization);
        Instant now = now(organization);
        while (now.isBefore(target)) {
            jump(organization, next.isBefore(target) ? next : target);
            next = settle(organization);
            now = now(organization);
        }
        return now;
    }

    /** Does all that is due; where to jump next. */
    private Instant settle(OrganizationId organization) {
        Instant now = now(organization);
        for (int round = 0; round < ROUNDS; round++) {
            work.round(organization);
            now = now(organization);
            Instant next = work.nextMoment(organization, now).orElse(Instant.MAX);
            if (!isLeftOver(next, now)) {
                return next;
            }
        }
        return now.plus(STUCK_STEP);
    }

    /** What is overdue is announced as due in a second, see {@link Simulation#nextMoment}. */
    private static boolean isLeftOver(Instant next, Instant now) {
        return !next.isAfter(now.plus(1, ChronoUnit.SECONDS));
    }

    private void jump(OrganizationId organization, Instant to) {
        database.write(
                organization,
                tx -> {
                    clock.advance(tx, to);
                    return true;
                });
    }

    private Instant now(OrganizationId organization) {
        return database.read(organization, Tx::bankNow);
    }
}
