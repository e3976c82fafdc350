/**
 * What stopped or undid a payment, which the rulebooks call an R-transaction: told apart by the
 * code that the bank gives, by the time, and by who began it.
 *
 * <pre>
 * before the settlement   REJECT      by a bank
 *                         REFUSAL     by the counterparty
 *                         RECALL      by us: cancelled on our request
 * after it                RETURN      by the counterparty's bank
 *                         REFUND      by the payer of a collection
 *                         REVERSAL    by us, of a collection
 *                         RECALL      by us, of a transfer
 * </pre>
 *
 * <p>They have no states. The same one told by a status report and by a statement is one: the
 * booking joins what the report told. What came out of time, or in a scheme in which nobody has a
 * right to it, is told as such and is a case besides.
 *
 * <p>Table: {@code r_transactions}. Standards: EPC016-06 and EPC222-07, section 4.3 (exception
 * handling) and annex on reason codes; EPC125-05 for transfers; Bankgirot, Autogiro technical
 * manual. Rules of each code: {@code tables/r_transaction_reasons.csv}. Decision 0076.
 */
@NullMarked
package kontor.rtransactions;

import org.jspecify.annotations.NullMarked;
