/**
 * Bankgirot, as the test bank plays it: takes orders as real files, keeps a register of mandates,
 * pays, refuses, tries again, pays back, and tells it in real files on the mornings of Swedish bank
 * days. What it does otherwise than everybody hopes is set off by the payer number ({@link
 * kontor.testbankgirot.GiroScenario}).
 *
 * <pre>
 * mandate   asked for -> known on the next morning -> ended, on request or by itself
 * payment   WAITING -> PAID -> REFUNDED
 *           WAITING -> REFUSED | CANCELLED           tried again up to three times
 * </pre>
 *
 * <p>Every morning at 06:00 it answers what came until the evening before, and pays what is due in
 * one sum for each bankgiro, which the bank books that day. Files for a day are taken until 19:00
 * of the bank day before; what comes later is refused. Payer numbers that it never heard of are
 * those of a portfolio from before, so they may be debited.
 *
 * <p>Tables, in schema {@code testbank}: {@code autogiro_mandates}, {@code autogiro_advices},
 * {@code autogiro_payments}. Standards: Bankgirot, Autogiro technical manual.
 */
@NullMarked
package kontor.testbankgirot;

import org.jspecify.annotations.NullMarked;
