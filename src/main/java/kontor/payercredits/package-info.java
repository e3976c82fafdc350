/**
 * Credits to payers: credit transfers that pay somebody under the AUTOGIRO mandate by which money
 * is collected from the same account. Bankgirot makes them, and nobody is paid before it has agreed
 * to the mandate.
 *
 * <p>What is asked of the mandate, what a credit waits for, and what becomes of the mandate when a
 * credit moves is said here; everything else is as with any other credit transfer.
 *
 * <p>It reads {@code credit_transfers} and {@code mandates}, and has no table of its own. Standard:
 * Bankgirot, Autogiro technical manual (TK32); decision 0071.
 */
@NullMarked
package kontor.payercredits;

import org.jspecify.annotations.NullMarked;
