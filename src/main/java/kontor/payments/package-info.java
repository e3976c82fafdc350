/**
 * What credit transfers and direct debits have in common, written once over {@link
 * kontor.payments.Payment}: the states of a payment and the ways between them, the reason of a bad
 * end, the trail it leaves at banks, how people decide of it, how it gets into a file, and how a
 * bank's reports and bookings move it. A room of one kind gives its table, its rules, its files and
 * what else follows when its payments move.
 *
 * <pre>
 * CREATED -> APPROVED | REJECTED
 * APPROVED -> PENDING_SUBMISSION | REJECTED | FAILED
 * APPROVED -> CREATED                         what was approved has changed, see room reopening
 * PENDING_SUBMISSION -> SENT | FAILED | UNKNOWN
 * SENT -> PENDING_AT_BANK | ACCEPTED | EXECUTED | FAILED
 * PENDING_AT_BANK -> ACCEPTED | EXECUTED | FAILED
 * ACCEPTED -> EXECUTED | FAILED
 * EXECUTED -> RETURNED
 * UNKNOWN -> whatever the bank reports
 * </pre>
 *
 * <p>Each kind has a table, built by {@link kontor.payments.PaymentTable}.
 */
@NullMarked
package kontor.payments;

import org.jspecify.annotations.NullMarked;
