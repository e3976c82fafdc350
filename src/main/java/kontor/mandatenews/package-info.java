/**
 * What Bankgirot says of mandates: advices answer orders and end mandates, mandates that payers
 * made in their internet banks become mandates and counterparties, and an extract of the register
 * is compared with what is here.
 *
 * <p>What is said of a payer who is not known here, or against what is known, is a case: files come
 * late, twice and out of order, and of an advice its day decides. An extract makes what is not
 * known here and ends nothing; what differs is a case.
 *
 * <p>It has no tables of its own. Standards: Bankgirot, Autogiro technical manual; decisions 0071,
 * 0078.
 */
@NullMarked
package kontor.mandatenews;

import org.jspecify.annotations.NullMarked;
