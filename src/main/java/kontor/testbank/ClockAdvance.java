package kontor.testbank;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import kontor.banks.BankWork;
import kontor.core.OrganizationId;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;

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

    /** Rounds after a jump within which everything that it caused should be done. */
    private static final int ROUNDS = 3;

    /** The step when something stays due after all rounds, for instance a bank out of reach. */
    private static final Duration STUCK_STEP = Duration.ofMinutes(15);

    private final Database database;
    private final BankWork work;
    private final SandboxClock clock;

    public ClockAdvance(Database database, BankWork work, SandboxClock clock) {
        this.database = database;
        this.work = work;
        this.clock = clock;
    }

    boolean isSandbox(OrganizationId organization) {
        return database.read(organization, clock::isSandbox);
    }

    static LocalDate dateOf(Instant moment) {
        return moment.atZone(BankChecks.ZONE).toLocalDate();
    }

    /**
     * Moves to 18:30 in London on {@code day} and does everything that is due until then; when that
     * time has passed, does only what is due now.
     *
     * @return the new banking time
     */
    Instant to(OrganizationId organization, LocalDate day) {
        Instant target = day.atTime(AFTER_STATEMENTS).atZone(LAST_ZONE).toInstant();
        return work.alone(organization, () -> advance(organization, target));
    }

    private Instant advance(OrganizationId organization, Instant target) {
        settle(organization);
        Instant now = now(organization);
        while (now.isBefore(target)) {
            Instant next = next(organization, now);
            jump(organization, next.isBefore(target) ? next : target);
            settle(organization);
            now = now(organization);
        }
        return now;
    }

    private Instant next(OrganizationId organization, Instant now) {
        Instant next = work.nextMoment(organization, now).orElse(Instant.MAX);
        return isLeftOver(next, now) ? now.plus(STUCK_STEP) : next;
    }

    private void settle(OrganizationId organization) {
        for (int round = 0; round < ROUNDS; round++) {
            work.round(organization);
            Instant now = now(organization);
            if (work.nextMoment(organization, now)
                    .filter(next -> isLeftOver(next, now))
                    .isEmpty()) {
                return;
            }
        }
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
