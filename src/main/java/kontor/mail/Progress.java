package kontor.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a mail is.
 *
 * @param since when it was written, or became what it is
 * @param problem why it was not taken at the last try, in the words of the mail server
 */
public record Progress(Mail.State state, Instant since, Optional<String> problem) {}
