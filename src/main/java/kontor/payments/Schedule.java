package kontor.payments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import kontor.core.BankCalendar;

/**
 * When a payment must be handed over to be executed on its day: so many bank days before, at the
 * bank's cut-off in the bank's zone (between banks collections are due a day before, EPC016-06; the
 * bank's own time comes on top). An instant payment has no cut-off: it leaves once it is approved
 * and its day has begun.
 *
 * @param grace how long after the cut-off a file that was due at it is still in time
 * @param atOnce instant payments: around the clock, without cut-off
 */
public record Schedule(
        BankCalendar calendar,
        int bankDaysBefore,
        LocalTime cutOff,
        ZoneId zone,
        Duration grace,
        boolean atOnce) {

    /**
     * Bankgirot takes files for a bank day until 19:00 of the Swedish bank day before; they leave
     * half an hour earlier, and that half hour is the grace.
     */
    public static final Schedule AUTOGIRO =
            new Schedule(
                    BankCalendar.SWEDEN,
                    1,
                    LocalTime.of(18, 30),
                    ZoneId.of("Europe/Stockholm"),
                    Duration.ofMinutes(30),
                    false);

    /** For payments around the clock, in the zone that says when a day begins. */
    public static Schedule instant(ZoneId zone) {
        return new Schedule(
                BankCalendar.ALWAYS, 0, LocalTime.of(23, 59, 59), zone, Duration.ZERO, true);
    }

    /** A bank day, and until when a payment can be handed over for it. */
    public record Day(LocalDate date, Instant deadline) {}

    /** For a payment that is approved at {@code now}: its bank day, and when its file is built. */
    public Day approved(LocalDate wanted, Instant now) {
        var day = firstFrom(wanted, now);
        return atOnce ? new Day(day.date, begins(day.date, now)) : day;
    }

    private Instant begins(LocalDate date, Instant now) {
        var start = date.atStartOfDay(zone).toInstant();
        return start.isAfter(now) ? start : now;
    }

    /** The first bank day from {@code wanted} on whose cut-off is not over at {@code now}. */
    public Day firstFrom(LocalDate wanted, Instant now) {
        return search(wanted, now);
    }

    /** The same when its file is built, which may be a moment after the cut-off. */
    public Day whenBuilding(LocalDate wanted, Instant now) {
        return atOnce ? approved(wanted, now) : search(wanted, now.minus(grace));
    }

    private Day search(LocalDate wanted, Instant now) {
        LocalDate date = calendar.nextOpen(wanted);
        while (deadline(date).isBefore(now)) {
            date = calendar.nextOpen(date.plusDays(1));
        }
        return new Day(date, deadline(date));
    }

    private Instant deadline(LocalDate date) {
        return calendar.plus(date, -bankDaysBefore).atTime(cutOff).atZone(zone).toInstant();
    }
}
