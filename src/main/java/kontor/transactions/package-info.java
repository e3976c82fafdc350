/**
 * What banks booked: one transaction for each entry of a statement, however often it is reported,
 * and what is attached to it.
 *
 * <pre>
 * transaction   NOT_RECONCILED -> PARTIALLY_RECONCILED -> RECONCILED    by what is attached to it
 * </pre>
 *
 * <p>One transaction per entry ({@code Ntry}); what an entry consists of is kept beside it, so that
 * the room above can match a batch booking with its payments.
 *
 * <p>Tables: {@code transactions}, {@code transaction_details}, {@code transaction_attachments}.
 */
@NullMarked
package kontor.transactions;

import org.jspecify.annotations.NullMarked;
