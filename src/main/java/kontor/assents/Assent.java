package kontor.assents;

import java.util.Optional;
import java.util.UUID;

/** With what somebody approves. */
public sealed interface Assent {

    /** With nothing but the right to. */
    Assent NONE = new None();

    /** See {@link #NONE}. */
    record None() implements Assent {}

    /**
     * With the answer of an authenticator to a challenge.
     *
     * @param session in which it comes; empty for programs
     * @param response JSON of AuthenticationResponseJSON (WebAuthn)
     */
    record Signed(Optional<UUID> session, String response) implements Assent {

        private static final int LONGEST = 16_384;

        /** Whether it is of a size that an answer can have. */
        boolean isShort() {
            return response.length() <= LONGEST;
        }

        @Override
        public String toString() {
            return "Signed[session " + session + "]";
        }
    }

    /**
     * By a decision about a whole batch, in which it was judged; never from outside.
     *
     * @param batch that the payment must be of
     */
    record OfBatch(UUID batch) implements Assent {}

    /**
     * What a page or a program sent.
     *
     * @param response empty where nothing was
     */
    static Assent of(Optional<UUID> session, String response) {
        return response.isBlank() ? NONE : new Signed(session, response);
    }
}
