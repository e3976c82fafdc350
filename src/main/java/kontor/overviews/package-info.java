/**
 * Figures over all payments and accounts, as a person wants them who has just come in: how balances
 * moved, what came in and went out, how collections ended and why, what leaves next, which banks
 * are silent, and how much waits.
 *
 * <p>It has no states and no table of its own. It reads {@code end_of_day_summaries}, {@code
 * transactions}, {@code direct_debits}, {@code credit_transfers}, {@code accounts}, {@code
 * inbox_files}, {@code instructions} and {@code cases}: a few statements for each figure, however
 * many accounts there are. Every figure is of the accounts that the caller may see, and of the
 * kinds of things that the role may read.
 *
 * <p>A figure is counted anew for each page as long as that is cheap ({@link
 * kontor.overviews.Kept}); one that is dear is kept for a minute, and says of when it is.
 */
@NullMarked
package kontor.overviews;

import org.jspecify.annotations.NullMarked;
