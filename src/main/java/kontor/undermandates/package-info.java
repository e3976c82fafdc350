/**
 * Payments under mandates, of either direction: which mandates have any on its way, and which
 * payments wait for their mandate.
 *
 * <p>It reads {@code direct_debits}, {@code credit_transfers} and {@code mandates}, and has no
 * table of its own.
 */
@NullMarked
package kontor.undermandates;

import org.jspecify.annotations.NullMarked;
