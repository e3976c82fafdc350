/**
 * Pages of batches: lists, a file looked at before it is sent, how far one is, and the decision
 * about all its payments; and of portfolios of mandates that move in.
 *
 * <p>Both kinds have the same pages in other words ({@link kontor.batchpages.KindOfBatch}). A roof
 * room: it asks the doors of batches with the caller. No tables, no states.
 */
@NullMarked
package kontor.batchpages;

import org.jspecify.annotations.NullMarked;
