/**
 * What credit transfers and direct debits have in common: the states of a payment and the ways
 * between them, the reason of a bad end, the trail it leaves at banks, how approvals move it and
 * how a bank's reports do.
 *
 * <pre>
 * CREATED -> APPROVED | REJECTED
 * APPROVED -> PENDING_SUBMISSION | REJECTED | FAILED
 * PENDING_SUBMISSION -> SENT | FAILED | UNKNOWN
 * SENT -> PENDING_AT_BANK | ACCEPTED | EXECUTED | FAILED
 * PENDING_AT_BANK -> ACCEPTED | EXECUTED | FAILED
 * ACCEPTED -> EXECUTED | FAILED
 * EXECUTED -> RETURNED
 * UNKNOWN -> whatever the bank reports
 * </pre>
 */
@NullMarked
package kontor.payments;

import org.jspecify.annotations.NullMarked;
