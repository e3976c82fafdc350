/**
 * Whom the organization pays or collects from, and their accounts.
 *
 * <p>A counterparty and its accounts are resources of their own, each with its own version: adding
 * or changing an account leaves the version of its counterparty alone. The {@code entityIds} of an
 * account are those of its counterparty. Deleted ones keep their row, since mandates and payments
 * point at it; they are gone for the API.
 *
 * <pre>
 * live -> deleted     an account that nothing uses ({@link kontor.counterparties.Uses}); a counterparty
 *                     with its accounts when nothing uses any of them
 * </pre>
 *
 * <p>Who makes a mandate or payment takes a key-share lock on the account, who deletes takes the
 * update lock, so that neither acts on what the other is about to change.
 *
 * <p>Tables: {@code counterparties}, {@code external_accounts}, {@code search_words} (free text).
 * Standards: ISO 3166 for countries, ISO 13616 for IBAN, ISO 9362 for BIC.
 */
@NullMarked
package kontor.counterparties;

import org.jspecify.annotations.NullMarked;
