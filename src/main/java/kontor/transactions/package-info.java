/**
 * What banks booked: statements, proved before they are booked, and the transactions of their
 * entries, each once however often it is told.
 *
 * <pre>
 * statement     PROVEN -> BOOKED            entries arrive in slices; then it is complete
 *               QUARANTINED                 it does not add up; it books nothing, an operator looks
 * transaction   NOT_RECONCILED -> PARTIALLY_RECONCILED -> RECONCILED    by what is attached to it
 * pending       announced by the newest intraday report -> gone: booked, or no longer told
 * </pre>
 *
 * <p>One transaction per entry ({@code Ntry}); what an entry consists of is kept beside it, so that
 * the room above can match a batch booking with its payments.
 *
 * <p>An intraday report (camt.052) books nothing: its entries, pending or booked within the day,
 * are shown as pending transactions until a statement books them, by the bank's reference, the
 * end-to-end id, or day and amount. A statement that ends a day completes its summary.
 *
 * <p>A notification (camt.054) books nothing: its details wait for the entry that a statement tells
 * as a total, whichever comes first ({@link kontor.statements.EntryLinks}). So do the details of an
 * entry that has too many to be held: they are kept in parts and move to its transaction in parts.
 * Pages of a statement that prove nothing alone wait in their files until all are there.
 *
 * <p>Tables: {@code notified_entries}, {@code entry_links}, {@code statement_pages}, {@code
 * statements}, {@code transactions}, {@code transaction_details}, {@code transaction_attachments},
 * {@code pending_transactions}, {@code intraday_reports}, {@code end_of_day_summaries}. Standard:
 * ISO 20022 camt.053, versions .02 to .13.
 */
@NullMarked
package kontor.transactions;

import org.jspecify.annotations.NullMarked;
