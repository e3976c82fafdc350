package kontor.lines;

import java.time.Duration;

/**
 * A call that a bank does not answer.
 *
 * @param what the call, in words
 * @param silence since the call last got on
 */
record Hang(String what, Duration silence) {

    /** The same sentence however long it goes on. */
    @Override
    public String toString() {
        return "the bank does not answer the call to " + what;
    }

    /**
     * A call took too long and was left behind, or one that was left behind before has not come
     * back, so that no other is begun.
     */
    static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Unanswered(Hang hang) {
            super(hang.toString());
        }
    }

    Unanswered unanswered() {
        return new Unanswered(this);
    }
}
