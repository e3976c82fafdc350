/**
 * Matches the transactions that banks booked with the payments that Kontor sent. Only certain
 * matches are made without a person: our own ids as they came back from the bank, or a whole
 * payment information whose sum is the booked amount; then {@code expectations} looks at the rest.
 * A booking that says nothing of itself is that of a sum which a clearing house paid in on its day,
 * where there is one such sum and one such booking; whichever is told first. A booking of a payment
 * that had come to nothing opens a case, until the money comes back.
 *
 * <p>People attach a booking to a payment, and take it off, whatever Kontor did by itself; the
 * status of a payment stays what its bank says of it. How much of a booking is left is asked under
 * lock, so no money is two payments, nor a payment and an expected transaction.
 *
 * <p>Tables: none; attachments are kept with the transactions, statuses with the payments.
 */
@NullMarked
package kontor.reconciliation;

import org.jspecify.annotations.NullMarked;
