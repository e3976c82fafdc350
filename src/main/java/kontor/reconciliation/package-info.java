/**
 * Matches what banks booked with what Kontor asked for. Only what is certain is matched by itself:
 * our own ids as they came back, or a whole payment information whose sum is the booked amount
 * (rails.md C.6, matching order 1 to 3). What is not certain stays NOT_RECONCILED for a person.
 *
 * <p>No tables of its own: attachments live with the transactions, statuses with the payments.
 */
@NullMarked
package kontor.reconciliation;

import org.jspecify.annotations.NullMarked;
