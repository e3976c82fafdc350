/**
 * Payments that are called back after they have left: an Autogiro collection, or a credit to a
 * payer, that Bankgirot has and has not executed, e.g. one that it wants to try again.
 *
 * <pre>
 * asked for -> filed -> agreed (the payment is FAILED, AUTOGIRO-CANCELLED-25)
 *                    -> refused (a case; the payment goes on)
 * </pre>
 *
 * <p>The order leaves at once, in a file of its own. Bankgirot takes it until 19:00 of the bank day
 * before the day of the payment, or of its next try; what is asked for later is refused here. The
 * payment stays what it is until Bankgirot has answered: it may be paid all the same.
 *
 * <p>Table: {@code autogiro_cancellations}, which {@code bankgirot} writes with the answers.
 * Standard: Bankgirot, Autogiro technical manual (TK25); decision 0078.
 */
@NullMarked
package kontor.cancellations;

import org.jspecify.annotations.NullMarked;
