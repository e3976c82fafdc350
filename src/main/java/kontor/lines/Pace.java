package kontor.lines;

import java.time.Duration;

/**
 * How quick the work for lines is, and how much of it is done at once.
 *
 * @param look from one look over all organizations to the next
 * @param call how long a call of a channel may take without getting on
 * @param spread within which the rounds are made that every line gets after a start and on a new
 *     bank day, so that not all come at once
 * @param rounds at most at once in this node, but for those that wait for a bank
 * @param roundsOfOne the share of them that one organization may have
 */
public record Pace(Duration look, Duration call, Duration spread, int rounds, int roundsOfOne) {

    public static final Pace STANDARD =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(1), 5, 2);
}
