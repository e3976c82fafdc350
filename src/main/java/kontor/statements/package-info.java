/**
 * What banks say of accounts: statements, intraday reports and notifications, proved before they
 * are booked.
 *
 * <pre>
 * statement     PROVEN -> BOOKED            entries arrive in slices; then it is complete
 *               QUARANTINED                 it does not add up; it books nothing, an operator looks
 * pending       announced by the newest intraday report -> gone: booked, or no longer told
 * late details  see {@link kontor.statements.LateDetailsEntry}
 * </pre>
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
 * <p>Tables: {@code statements}, {@code statement_pages}, {@code notified_entries}, {@code
 * entry_links}, {@code pending_transactions}, {@code intraday_reports}, {@code
 * end_of_day_summaries}. Standard: ISO 20022 camt.052, 053 and 054, versions .02 to .13.
 */
@NullMarked
package kontor.statements;

import org.jspecify.annotations.NullMarked;
