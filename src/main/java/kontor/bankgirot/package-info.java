/**
 * Autogiro between Kontor and Bankgirot: mandates, collections and credits to payers leave as its
 * files, and what it answers moves them.
 *
 * <pre>
 * mandate      CREATED -> PENDING_SUBMISSION -> SENT -> ACCEPTED -> ACTIVE      asked at once
 *              ACCEPTED, ACTIVE -> PENDING_CANCELLATION_SUBMISSION -> CANCELLATION_SENT
 *              CANCELLATION_SENT -> CANCELLED
 *              any of these -> FAILED                refused; its collections fail with the reason
 *              any of these -> CANCELLED             by payer, bank or Bankgirot, unasked
 * payer number the new one shown, asked for -> agreed | the old one again
 * collection   APPROVED                              waits until its mandate is ACCEPTED
 *              SENT -> PENDING_AT_BANK               no cover, Bankgirot tries again
 *              SENT, PENDING_AT_BANK -> EXECUTED | FAILED
 *              EXECUTED -> RETURNED                  paid back to the payer
 * credit       as a collection, and never RETURNED by it
 * </pre>
 *
 * <p>A mandate that was created {@code active} is known to Bankgirot already, so none is sent. A
 * payment is told apart by a reference of 16 characters, the end of its id, which comes back in
 * every report; the report counts only where its kind, bankgiro, payer number and amount agree too.
 *
 * <p>Files leave over the connection of the own account with the bankgiro, under the seal of that
 * connection where it has a key.
 *
 * <p>What comes back is read in the rooms {@code gironews} and {@code mandatenews}.
 *
 * <p>Tables: {@code autogiro_payments}, {@code autogiro_bank_mandates}, {@code
 * autogiro_cancellations}, {@code autogiro_customer_numbers}, {@code autogiro_first_days}.
 * Standards: Bankgirot, Autogiro technical manual; decisions 0071, 0078, 0088.
 */
@NullMarked
package kontor.bankgirot;

import org.jspecify.annotations.NullMarked;
