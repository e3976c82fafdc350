/**
 * The time that Kontor goes by. A node knows three: its own clock, that of the database, and how
 * much time has passed since it last knew better, which nobody can set. What two of them say counts
 * ({@link kontor.clocks.SteadyClock}), so that a node whose clock is turned sends no file before it
 * is due and keeps none back, and says so ({@link kontor.clocks.ClockCheck}).
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.clocks;

import org.jspecify.annotations.NullMarked;
