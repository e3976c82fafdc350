/**
 * The organization's own accounts at banks, and their balances.
 *
 * <p>An account may have a creditor identifier and a customer number at Bankgirot of its own, which
 * are then used in place of those of the entity that holds it. Balances are only added, never
 * changed: they stay as the bank reported them.
 *
 * <pre>
 * account:  ACTIVE                   never deleted; nothing sets INACTIVE yet
 * </pre>
 *
 * <p>Tables: {@code accounts}, {@code account_numbers} (to find an account by number), {@code
 * balances}. Standards: EPC262-08 (creditor identifier), ISO 13616 (IBAN).
 */
@NullMarked
package kontor.accounts;

import org.jspecify.annotations.NullMarked;
