/**
 * What waits for the decision of a person, with what one needs to decide: the payment's amount,
 * party, account and deadline, and whether the caller may, and why not. It has no states and no
 * table of its own; it reads {@code approval_steps}, {@code direct_debits}, {@code
 * credit_transfers} and {@code batches}.
 */
@NullMarked
package kontor.waiting;

import org.jspecify.annotations.NullMarked;
