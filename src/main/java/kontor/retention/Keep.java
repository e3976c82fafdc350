package kontor.retention;

import java.time.Duration;

/**
 * How long things are kept that nobody works with any more, on the server clock.
 *
 * @param files the bytes of files and inputs, from their last change
 * @param deleted the personal data of deleted counterparties and external accounts, from their
 *     deletion
 */
public record Keep(Duration files, Duration deleted) {

    /** Ten years, as long as the law of some countries wants books kept. */
    public static final Keep STANDARD = new Keep(Duration.ofDays(3653), Duration.ofDays(3653));
}
