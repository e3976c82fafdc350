/**
 * What banks report of accounts: statements, intraday reports and notifications.
 *
 * <pre>
 * statement     PROVEN -> BOOKED   it adds up; once all its entries are booked it is BOOKED
 *               QUARANTINED        it does not add up, or contradicts one that was read before; it
 *                                  books nothing and opens a case
 * late details  see {@link kontor.statements.LateDetailsEntry}
 * </pre>
 *
 * <p>A statement (camt.053) is booked only when its opening balance and entries give its closing
 * balance. Which of its entries are booked already is told by what statements prove ({@code
 * ledger}). One that ends a day completes the end-of-day summary. Pages of a statement whose
 * balances do not add up alone wait in their files until all pages are there.
 *
 * <p>An intraday report (camt.052) is read here and announced by {@code pending}.
 *
 * <p>A notification (camt.054) books nothing: its details belong to entries that a statement shows
 * as totals. They wait for the entry, or the entry for them ({@link kontor.statements.EntryLinks}).
 * The details of an entry that has too many to be held in memory are kept in the same way: in
 * parts, which then move to its transaction.
 *
 * <p>Tables: {@code statements}, {@code statement_pages}, {@code notified_entries}, {@code
 * entry_links}, {@code end_of_day_summaries}. Standard: ISO 20022 camt.052, 053 and 054, versions
 * .02 to .13.
 */
@NullMarked
package kontor.statements;

import org.jspecify.annotations.NullMarked;
