/**
 * Pages of cash: own accounts with their balances and what statements prove, and transactions,
 * booked and announced, with what they are attached to.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room. It has no tables and no
 * states; those of what it shows are told in the rooms of its doors.
 */
@NullMarked
package kontor.cashpages;

import org.jspecify.annotations.NullMarked;
