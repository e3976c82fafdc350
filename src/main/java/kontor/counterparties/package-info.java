/**
 * Counterparties: whom the organization pays or collects from, and their (external) accounts.
 *
 * <p>A counterparty and its accounts are resources of their own, each with its own version: adding
 * or changing an account leaves the version of its counterparty alone. The {@code entityIds} of an
 * account are those of its counterparty. Deleted ones keep their row, since mandates and payments
 * point at it; they are gone for the API.
 *
 * <pre>
 * live -> deleted     an account when nothing uses it ({@link kontor.counterparties.Uses});
 *                     a counterparty with its accounts when nothing uses any of them
 * </pre>
 *
 * <p>Creating a mandate or payment takes a key-share lock on the account, deleting takes the update
 * lock, so that an account in use is never deleted.
 *
 * <p>Tables: {@code counterparties}, {@code external_accounts}, {@code inline_accounts} (accounts
 * that payments described, by digest), {@code search_words} (free text). Standards: ISO 3166 for
 * countries, ISO 13616 for IBAN, ISO 9362 for BIC.
 */
@NullMarked
package kontor.counterparties;

import org.jspecify.annotations.NullMarked;
