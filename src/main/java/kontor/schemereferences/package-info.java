/**
 * What the schemes of many countries make of the reference of a payment: words, or a structured
 * reference that the payee's system reads, with its check digits.
 *
 * <p>No states and no tables. Standards: ISO 11649 (RF), Swiss Payment Standards (QRR), Bankgirot
 * (OCR), KID, FI cards, BPAY.
 */
@NullMarked
package kontor.schemereferences;

import org.jspecify.annotations.NullMarked;
