package kontor.testbank;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import kontor.banks.BankWork;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/**
 * Moves a sandbox through time. The clock jumps from one moment at which something is due to the
 * next - cut-offs, hand-overs, bookings, ends of day - and a full round of bank work follows each
 * jump, so that everything happens in order and empty days cost nothing.
 */
public final class ClockAdvance {

    static final int MOST_DAYS = 400;

    /** After the statements of a day, which London issues last. */
    private static final LocalTime AFTER_STATEMENTS = LocalTime.of(18, 30);

    private static final ZoneId LAST_ZONE = ZoneId.of("Europe/London");

    /** Rounds in which what one moment set off may come to rest. */
    private static final int ROUNDS = 3;

    /** The pace when something stays due that no round gets done, a bank out of reach for one. */
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
     * Lives through everything up to the evening of {@code day}; on its late evening only what is
     * due now is done.
     *
     * @return the new banking time
     */
    Instant to(OrganizationId organization, LocalDate day) {
        Instant target = day.atTime(AFTER_STATEMENTS).atZone(LAST_ZONE).toInstant();
        return work.alone(
                organization,
                () -> {
                    settle(organization);
                    for (Instant now = now(organization);
                            now.isBefore(target);
                            now = now(organization)) {
                        Instant next = next(organization, now);
                        jump(organization, next.isBefore(target) ? next : target);
                        settle(organization);
                    }
                    return now(organization);
                });
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

    /** What is overdue is told as due in a second. */
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
