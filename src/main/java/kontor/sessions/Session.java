package kontor.sessions;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.OrganizationId;

/**
 * Somebody who is signed in.
 *
 * @param id no secret
 * @param proof what was shown; half a sign-in is good for nothing but its other half
 * @param as which user; empty while the organization is not chosen yet, and then the session is
 *     good for nothing else
 * @param used when it was last used, to half a minute
 * @param ends at the latest
 */
public record Session(
        UUID id,
        UUID identity,
        Proof proof,
        Optional<As> as,
        From from,
        Instant began,
        Instant used,
        Instant ends) {

    /** A user, in the role that it had when the session began. */
    public record As(OrganizationId organization, UUID user, UUID role) {

        public static As of(Caller caller) {
            return new As(caller.organization(), caller.userId(), caller.roleId());
        }
    }

    /**
     * Where a session was begun.
     *
     * @param address of the network
     * @param agent what the browser says of itself, at most 255 characters
     */
    public record From(String address, String agent) {

        private static final int LONGEST = 255;

        public From {
            String plain = agent.replaceAll("\\p{Cntrl}", " ");
            agent = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        }
    }

    Session usedAt(Instant now) {
        return new Session(id, identity, proof, as, from, began, now, ends);
    }

    boolean isLive(Instant now, SessionLimits limits) {
        return now.isBefore(ends) && now.isBefore(used.plus(limits.idle()));
    }
}
