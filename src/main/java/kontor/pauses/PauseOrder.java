package kontor.pauses;

import java.time.Instant;
import java.util.Optional;
import kontor.changes.Happened;
import kontor.changes.Originator;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * An order to pause or to resume. One that is carried out already changes nothing: the first pause
 * keeps who gave it and why.
 *
 * @param pauses false: it resumes
 * @param by see {@link Pause#by}
 */
public record PauseOrder(boolean pauses, String by, Optional<String> reason) {

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 500;

    /** PauseRequest; the body may be missing. */
    public static Optional<String> reason(Optional<JsonFields> sent) {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        var body = sent.get();
        var reason = LegalFields.optionalReadable(body, "reason", LONGEST_REASON);
        body.refuseFaults();
        return reason;
    }

    /** Whether it changes what is paused or not now. */
    public boolean changes(Optional<Pause> now) {
        return pauses == now.isEmpty();
    }

    /** What is to be from now on. */
    public Optional<Pause> at(Instant now) {
        return pauses ? Optional.of(new Pause(now, by, reason)) : Optional.empty();
    }

    /** What the event says. */
    public Happened happened(Originator originator) {
        return Happened.updated(pauses ? "PAUSED" : "RESUMED", originator).saying(reason);
    }
}
