/**
 * What banks booked: one transaction for each entry of a statement, however often it is reported,
 * and what is attached to it.
 *
 * <pre>
 * transaction   NOT_RECONCILED -> PARTIALLY_RECONCILED -> RECONCILED
 *               by the sum of the amounts that are attached to it
 * </pre>
 *
 * <p>One transaction per entry ({@code Ntry} of ISO 20022, {@link
 * kontor.transactions.StatementEntry}). Which entries are booked already is known to the room
 * {@code ledger}. The payments that an entry consists of ({@code TxDtls}) are kept beside it, so
 * that {@code reconciliation} can match a batch booking with its payments. Of a transaction only
 * its metadata and its attachments change.
 *
 * <p>Tables: {@code transactions}, {@code transaction_details} (also the details that still wait
 * for their entry), {@code transaction_attachments}.
 */
@NullMarked
package kontor.transactions;

import org.jspecify.annotations.NullMarked;
