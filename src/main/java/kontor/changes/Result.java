package kontor.changes;

import java.util.Optional;
import kontor.core.Refusal;

/** What the lane tells one request. */
sealed interface Result {

    /** It happened now. */
    record Fresh(Snapshot snapshot) implements Result {}

    /** It happened before, under the same Idempotency-Key; absent body is an empty answer. */
    record Replay(int status, Optional<String> body, int version) implements Result {}

    record Refused(Refusal refusal) implements Result {}
}
