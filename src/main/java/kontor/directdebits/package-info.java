/**
 * Direct debits: money collected from a counterparty's account under a mandate.
 *
 * <pre>
 * CREATED -> APPROVED | REJECTED
 * APPROVED -> PENDING_SUBMISSION | REJECTED | FAILED      (FAILED: its mandate or account died)
 * APPROVED -> CREATED                                     (its account has another entity)
 * PENDING_SUBMISSION -> SENT | FAILED | UNKNOWN
 * SENT -> PENDING_AT_BANK | ACCEPTED | EXECUTED | FAILED
 * PENDING_AT_BANK -> ACCEPTED | EXECUTED | FAILED
 * ACCEPTED -> EXECUTED | FAILED
 * EXECUTED -> RETURNED
 * UNKNOWN -> whatever the bank reports
 * </pre>
 *
 * <p>Table: {@code direct_debits}. Standards: EPC016-06 and EPC222-07 (SEPA Direct Debit
 * rulebooks), EPC130-08 (implementation guidelines) for what goes into a pain.008.
 */
@NullMarked
package kontor.directdebits;

import org.jspecify.annotations.NullMarked;
