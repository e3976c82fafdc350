package kontor.testbank;

import java.time.Instant;
import kontor.db.Tx;

/** The banking time of organizations, as far as the test bank may move it. */
public interface SandboxClock {

    boolean isSandbox(Tx tx);

    /**
     * Moves it forward to {@code to} at least, never back; seen by the transactions after this one.
     */
    void advance(Tx tx, Instant to);
}
