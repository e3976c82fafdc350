/**
 * The numbers and codes of banking, each checked as its issuer says: IBAN, BIC, domestic account
 * numbers, clearing numbers, creditor identifiers, payment references, reason codes, the SEPA
 * character set.
 *
 * <p>Standards: ISO 13616 (IBAN), ISO 9362 (BIC), ISO 11649 (RF), ISO 7064 (check digits), the EPC
 * rulebooks, and the tables in {@code resources/tables}.
 */
@NullMarked
package kontor.identifiers;

import org.jspecify.annotations.NullMarked;
