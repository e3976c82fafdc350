/**
 * The security log: who was refused, who was given a token, which limits were met, what was
 * downloaded, which keys were rotated, and what was done on the command line.
 *
 * <p>Each sighting is a line of the log. In the feed of its organization, where there is one,
 * stands one summary for each kind, person and hour: an event at the first sighting, and another at
 * the end of the hour when there were more. So a flood is a number and not a flood of events. Sums
 * are kept in memory until then: what was not written when a node dies is lost, and nothing is
 * written twice.
 *
 * <pre>
 * summary:  CREATED (version 1, in seconds) -> UPDATED (version 2, when the hour is over)
 * </pre>
 *
 * <p>Whoever is served waits for none of this. No tables of its own; it looks up {@code
 * credentials} of {@code iam} to find whose key was tried.
 */
@NullMarked
package kontor.security;

import org.jspecify.annotations.NullMarked;
