package kontor.sessions;

import java.time.Duration;

/**
 * How long people stay signed in.
 *
 * @param idle without use
 * @param longest in all
 */
public record SessionLimits(Duration idle, Duration longest) {

    public static final SessionLimits STANDARD =
            new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12));

    public SessionLimits {
        if (!idle.isPositive() || idle.compareTo(longest) > 0) {
            throw new IllegalArgumentException("idle " + idle + ", longest " + longest);
        }
    }

    /** How exactly the last use is stored, so that not each request writes. */
    Duration grain() {
        var tenth = idle.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(30)) < 0 ? tenth : Duration.ofSeconds(30);
    }
}
