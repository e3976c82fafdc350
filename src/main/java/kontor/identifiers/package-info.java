/**
 * The numbers and codes of banking, each checked by the rules of its issuer: IBAN, BIC, domestic
 * account numbers, clearing numbers, creditor identifiers, payment references, reason codes, and
 * the SEPA character set.
 *
 * <p>Most have two methods: {@code normalize} takes out blanks and separators of what was typed,
 * and {@code problem} says in one sentence what is wrong with a normalized number; empty when
 * nothing is.
 *
 * <p>No tables in the database; reference tables are in {@code resources/tables}. Standards: ISO
 * 13616 (IBAN), ISO 9362 (BIC), ISO 11649 (RF), ISO 7064 and ISO/IEC 7812 (check digits), ISO 20022
 * (code sets), EPC217-08 (character set), EPC262-08 (creditor identifier), EPC409-09 (countries of
 * SEPA), Bankgirot's lists for Swedish numbers.
 */
@NullMarked
package kontor.identifiers;

import org.jspecify.annotations.NullMarked;
