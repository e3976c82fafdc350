package kontor.metadata;

/**
 * How many of the newest things of a kind would not fit a key.
 *
 * @param looked how many were looked at: all, or {@link #MOST}
 * @param without those that do not have the key
 * @param other those that have another value than the key allows
 */
public record MetadataImpact(
        MetadataResource resource, boolean required, long looked, long without, long other) {

    /** No more are looked at, so that the answer takes a bounded time. */
    public static final int MOST = 10_000;

    public boolean isAll() {
        return looked < MOST;
    }
}
