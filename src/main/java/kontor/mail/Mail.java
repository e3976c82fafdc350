package kontor.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;

/**
 * A mail of the outbox.
 *
 * @param text opened; empty once nobody needs it any more
 * @param tries how often sending was begun
 * @param created also the date in the mail, however late it is sent
 * @param expires from then on it is of no use to anybody
 */
public record Mail(
        UUID id,
        MailKind kind,
        Optional<OrganizationId> organization,
        String recipient,
        String subject,
        Optional<String> text,
        State state,
        int tries,
        Instant created,
        Instant expires) {

    /** What became of it so far. */
    public enum State {
        WAITING,
        SHOWN,
        SENT,
        GIVEN_UP;

        /** Whether nothing more becomes of it. */
        public boolean hasEnded() {
            return this == SENT || this == GIVEN_UP;
        }
    }

    /** Shows neither text nor address. */
    @Override
    public String toString() {
        return "mail " + id + " (" + kind + ")";
    }
}
