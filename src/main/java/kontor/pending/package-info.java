/**
 * What banks announce and have not booked.
 *
 * <pre>
 * pending       announced by the newest intraday report, until it is booked or no longer announced
 * </pre>
 *
 * <p>An intraday report (camt.052) books nothing: its entries, pending or booked within the day,
 * are shown as pending transactions until a statement books them. Both are recognized as the same
 * entry by the bank's reference, the end-to-end id, or day and amount.
 *
 * <p>Tables: {@code pending_transactions}, {@code intraday_reports}. Standard: ISO 20022 camt.052,
 * versions .02 to .13.
 */
@NullMarked
package kontor.pending;

import org.jspecify.annotations.NullMarked;
