/**
 * Payments under mandates, of either direction: which mandates have any on its way, which payments
 * wait for their mandate, and which it lets fail.
 *
 * <p>It reads {@code direct_debits}, {@code credit_transfers} and {@code mandates}, and has no
 * table of its own.
 */
@NullMarked
package kontor.undermandates;

import org.jspecify.annotations.NullMarked;
