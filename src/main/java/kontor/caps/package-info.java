/**
 * How many of a thing one organization may have: far more than any needs, and few enough that what
 * reads all of them stays quick for everybody. Counted under a lock, so that twins at the cap are
 * one too many wherever they come in.
 *
 * <p>It has no tables; it counts rows of those of the rooms above.
 */
@NullMarked
package kontor.caps;

import org.jspecify.annotations.NullMarked;
