/**
 * The organization's legal entities, their accounts at banks, and the balances of these accounts.
 *
 * <p>An entity collects direct debits under its SEPA creditor identifier and its customer number at
 * Bankgirot. An account may have its own, which are then used in place of the entity's. Balances
 * are only added, never changed: they stay as the bank reported them.
 *
 * <p>A request for an entity that exists already returns that one: the same national identifier,
 * or, where the request gives none, the same legal name under the same parent ({@link
 * kontor.accounts.EntityEquivalence}). The row of a deleted entity stays, so that its id is
 * answered with 410.
 *
 * <pre>
 * entity:   live -> deleted          only without accounts, subsidiaries and uses in other rooms
 * account:  ACTIVE                   never deleted; nothing sets INACTIVE yet
 * </pre>
 *
 * <p>Tables: {@code entities}, {@code accounts}, {@code account_numbers} (to find an account by
 * number), {@code balances}. Standards: EPC262-08 (creditor identifier), ISO 13616 (IBAN).
 */
@NullMarked
package kontor.accounts;

import org.jspecify.annotations.NullMarked;
