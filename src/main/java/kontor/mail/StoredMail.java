package kontor.mail;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A mail as it lies in the database.
 *
 * @param mail still without its text
 * @param sealed the text; empty once it is erased
 */
record StoredMail(Mail mail, Optional<byte[]> sealed) {

    Mail opened(BiFunction<UUID, byte[], String> open) {
        return new Mail(
                mail.id(),
                mail.kind(),
                mail.organization(),
                mail.recipient(),
                mail.subject(),
                sealed.map(text -> open.apply(mail.id(), text)),
                mail.state(),
                mail.tries(),
                mail.created(),
                mail.expires());
    }
}
