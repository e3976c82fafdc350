/**
 * Which entries of a statement are booked already: by what statements prove.
 *
 * <p>A statement proves more than its sum. Taken in the order of their dates, its entries stand
 * between balances, and each date between two of them ({@link kontor.ledger.StatementDay}). From
 * there follows how two statements of an account stand to each other on a date ({@link
 * kontor.ledger.Kinship}): one goes on where the other ended, or they tell the same. Only in the
 * second case an entry is looked for among those that were booked: by its place between balances,
 * by the bank's reference, and else by how often its amount stands there. So two bookings that look
 * alike are two where the balances say so, and one that is told twice is one.
 *
 * <p>Where two statements tell the same time but neither holds the entries of the other, the later
 * one is set aside. Decision 0025.
 *
 * <p>Tables: {@code statement_days}; of {@code transactions} the columns {@code told_in} and {@code
 * told_at}.
 */
@NullMarked
package kontor.ledger;

import org.jspecify.annotations.NullMarked;
