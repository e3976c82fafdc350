package kontor.changes;

/**
 * An answer that is kept under an idempotency key.
 *
 * @param replayed it was given before
 */
public record Answered(StoredAnswer answer, boolean replayed) {}
