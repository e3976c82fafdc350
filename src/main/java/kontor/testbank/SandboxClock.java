package kontor.testbank;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import kontor.db.Tx;

/** The banking time of organizations, as far as the test bank may move it. */
public interface SandboxClock {

    boolean isSandbox(Tx tx);

    /**
     * Moves it forward to {@code to} at least, never back; seen by the transactions after this one.
     */
    void advance(Tx tx, Instant to);

    /**
     * @param sandbox whether the organization has one
     * @param advance moves it
     */
    static SandboxClock of(Predicate<Tx> sandbox, BiConsumer<Tx, Instant> advance) {
        return new SandboxClock() {
            @Override
            public boolean isSandbox(Tx tx) {
                return sandbox.test(tx);
            }

            @Override
            public void advance(Tx tx, Instant to) {
                advance.accept(tx, to);
            }
        };
    }
}
