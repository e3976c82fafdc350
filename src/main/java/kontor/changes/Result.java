package kontor.changes;

import java.util.Optional;
import kontor.core.Refusal;

/** What the lane tells one request. */
sealed interface Result {

    /** It happened now; or what was asked for was there already, and {@code status} tells so. */
    record Fresh(Snapshot snapshot, int status) implements Result {}

    /** It happened before, under the same Idempotency-Key; absent body is an empty answer. */
    record Replay(int status, Optional<String> body, int version) implements Result {}

    /** Its lane took longer than a client is let wait; what became of it is not known. */
    record Unanswered() implements Result {}

    record Refused(Refusal refusal) implements Result {}
}
