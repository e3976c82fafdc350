/**
 * Pages of the other side: counterparties, their accounts, and the mandates that they gave.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room. It has no tables and no
 * states; those of what it shows are told in the rooms of its doors.
 */
@NullMarked
package kontor.partypages;

import org.jspecify.annotations.NullMarked;
