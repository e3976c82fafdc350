package kontor.paymentdetails;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import kontor.timelines.Booking;
import kontor.timelines.Timeline;
import kontor.timelines.Upcoming;

/**
 * How sure the money of a collection is that was booked and may be asked back: for eight weeks
 * without a reason, after them only where there was no valid mandate.
 *
 * @param booked the bank day on which it came
 * @param refundUntil the last day without a reason
 * @param unauthorizedUntil the last day at all
 * @param refundPart how much of the first span is over, 0 to 100
 * @param unauthorizedPart the same of the second
 */
public record Certainty(
        LocalDate booked,
        LocalDate refundUntil,
        LocalDate unauthorizedUntil,
        int refundPart,
        int unauthorizedPart) {

    private static final int WHOLE = 100;

    /** Empty where nothing is booked, it came back, or the scheme refunds nothing. */
    public static Optional<Certainty> of(Timeline timeline, LocalDate today) {
        boolean cameBack = timeline.bookings().stream().anyMatch(Booking::returned);
        var booked =
                timeline.bookings().stream()
                        .filter(one -> !one.returned())
                        .map(Booking::date)
                        .findFirst();
        var refund = day(timeline, Upcoming.Kind.REFUND);
        var unauthorized = day(timeline, Upcoming.Kind.UNAUTHORIZED_REFUND);
        if (cameBack || booked.isEmpty() || refund.isEmpty() || unauthorized.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Certainty(
                        booked.get(),
                        refund.get(),
                        unauthorized.get(),
                        part(booked.get(), refund.get(), today),
                        part(refund.get(), unauthorized.get(), today)));
    }

    private static Optional<LocalDate> day(Timeline timeline, Upcoming.Kind kind) {
        return timeline.upcoming().stream()
                .filter(one -> one.kind() == kind)
                .flatMap(one -> one.date().stream())
                .findFirst();
    }

    private static int part(LocalDate from, LocalDate to, LocalDate today) {
        long passed = ChronoUnit.DAYS.between(from, today);
        long whole = Math.max(1, ChronoUnit.DAYS.between(from, to));
        return Math.clamp(WHOLE * passed / whole, 0, WHOLE);
    }

    /** In words, for those who do not see the bar. */
    public String words() {
        return "Booked on "
                + booked
                + ". Refund without a reason until "
                + refundUntil
                + ". Refund without a valid mandate until "
                + unauthorizedUntil
                + ".";
    }
}
