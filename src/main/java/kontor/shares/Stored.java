package kontor.shares;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many bytes of one kind of thing organizations have stored, as far as their share goes. All of
 * it is counted at most once a minute for each, and whenever the share seems used up, so that what
 * was forgotten meanwhile makes room at once; in between this node counts on by itself. Other nodes
 * may go over the share by what they take in a minute.
 */
public final class Stored {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final Allowance allowance;
    private final Map<Object, Figure> figures = new ConcurrentHashMap<>();

    private record Figure(long bytes, long sinceNanos) {

        boolean isFresh() {
            return System.nanoTime() - sinceNanos < FRESH_NANOS;
        }
    }

    /**
     * @param what the things, in the plural: "inputs of batches"
     */
    public Stored(String what, Allowance allowance) {
        this.what = what;
        this.allowance = allowance;
    }

    /** Says why no more can be stored. */
    public Optional<String> full(Object organization, LongSupplier count) {
        var figure = figures.get(organization);
        if (figure == null || !figure.isFresh() || figure.bytes >= allowance.storedBytes()) {
            figure = new Figure(count.getAsLong(), System.nanoTime());
            figures.put(organization, figure);
        }
        return allowance.full(what, figure.bytes);
    }

    /** Nobody knows how many come or go: the next time all is counted. */
    public void forget(Object organization) {
        figures.remove(organization);
    }

    /** So many were stored on this node, or will be. */
    public void more(Object organization, long bytes) {
        figures.computeIfPresent(
                organization, (_, before) -> new Figure(before.bytes + bytes, before.sinceNanos));
    }
}
