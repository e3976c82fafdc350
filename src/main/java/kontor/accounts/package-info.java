/**
 * The organization's legal entities, their accounts at banks and what these held when.
 *
 * <p>An entity is creditor under its SEPA creditor identifier (EPC262-08) and its customer number
 * at Bankgirot; an account may have its own, which then stand before the entity's. Balances are
 * only ever added: what a bank said on a day stays.
 *
 * <p>An entity that is asked for twice is made once: equivalent is the same national identifier,
 * or, where the request gives none, the same legal name under the same parent ({@link
 * kontor.accounts.EntityEquivalence}). A deleted entity stays as a stone that answers 410.
 *
 * <p>Tables: {@code entities}, {@code accounts}, {@code account_numbers} (the way in by number),
 * {@code balances}.
 */
@NullMarked
package kontor.accounts;

import org.jspecify.annotations.NullMarked;
