/**
 * Expected transactions: money that shall come or go without a payment made here, and the bookings
 * that turned out to be it.
 *
 * <pre>
 * CREATED -> RECONCILED    all of its amount is attached to bookings
 * RECONCILED -> CREATED    a booking was taken off, or went back
 * CREATED -> ARCHIVED      nobody waits for it (the rest of it) any more; and back
 * </pre>
 *
 * <p>A booking is attached without a person only where it is certain: the same own account,
 * currency and direction, a structured reference or end-to-end id of the expected transaction, and
 * exactly the amount that is open; several references of one booking: each names one, and together
 * they are the amount. Two that fit alike, a part of the sum or more than it wait for a person. It
 * does not matter which is there first, or whether two nodes write both at once: whoever looks
 * waits for those who are about to commit the other. What a person took off is not attached again
 * by itself.
 *
 * <p>What came back of it is attached too and lessens what is attached: by itself where it names a
 * booking that is attached and is exactly its amount.
 *
 * <p>How much of a booking is left is asked in the same moment under lock, so a payment and an
 * expected transaction never take the same money.
 *
 * <p>Tables: {@code expected_transactions}; what is attached stands with the transactions.
 * Standards: ISO 11649 (RF references).
 */
@NullMarked
package kontor.expectations;

import org.jspecify.annotations.NullMarked;
