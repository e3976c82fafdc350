package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import kontor.wire.Json;

/**
 * Something that is still to come, or may.
 *
 * @param at until when, where it is a moment
 * @param date on which bank day, or until which
 */
public record Upcoming(Kind kind, Optional<Instant> at, Optional<LocalDate> date) {

    /** What it is. */
    public enum Kind {
        /** Until {@code at} it can be approved for its bank day. */
        APPROVAL,
        /** Bankgirot must agree to its mandate first; when is not known. */
        MANDATE,
        /** At {@code at} its file is built. */
        SUBMISSION,
        /** Until {@code at} Bankgirot can be asked not to make it. */
        CANCELLATION,
        /** Bankgirot was asked so and has not answered; when it will is not known. */
        CANCELLATION_ANSWER,
        /** It is executed on {@code date}. */
        EXECUTION,
        /** Until {@code date} the debtor's bank may return the money. */
        RETURN,
        /** Until {@code date} the debtor may ask for it back, without a reason. */
        REFUND,
        /** Until {@code date} the same where there was no valid mandate. */
        UNAUTHORIZED_REFUND
    }

    static Upcoming at(Kind kind, Instant at) {
        return new Upcoming(kind, Optional.of(at), Optional.empty());
    }

    static Upcoming someDay(Kind kind) {
        return new Upcoming(kind, Optional.empty(), Optional.empty());
    }

    static Upcoming on(Kind kind, LocalDate date) {
        return new Upcoming(kind, Optional.empty(), Optional.of(date));
    }

    ObjectNode view() {
        var view = Json.object().put("kind", kind.name());
        at.ifPresent(moment -> view.put("timestamp", Json.timestamp(moment)));
        date.ifPresent(day -> view.put("date", day.toString()));
        return view;
    }
}
