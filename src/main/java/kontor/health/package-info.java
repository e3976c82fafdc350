/**
 * Whether this node can do its work: checks that rooms bring ({@link kontor.health.HealthCheck}),
 * asked again and again by {@link kontor.health.Health}, told over HTTP ({@link
 * kontor.health.HealthRoutes}) and, when an answer changes, in the log.
 *
 * <p>A check may hang - so may what it looks at. Each has a thread of its own and a time to answer;
 * one that takes longer is not ready. However many ask, a check is run once at a time and its
 * answer is good for a second.
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.health;

import org.jspecify.annotations.NullMarked;
