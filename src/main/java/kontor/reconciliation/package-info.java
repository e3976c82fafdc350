/**
 * Matches the transactions that banks booked with the payments that Kontor sent. Only certain
 * matches are made without a person: our own ids as they came back from the bank, or a whole
 * payment information whose sum is the booked amount. Other transactions stay NOT_RECONCILED. A
 * booking of a payment that had come to nothing opens a case, until the money comes back.
 *
 * <p>Tables: none; attachments are kept with the transactions, statuses with the payments.
 */
@NullMarked
package kontor.reconciliation;

import org.jspecify.annotations.NullMarked;
