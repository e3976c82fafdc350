/**
 * Collections that came to nothing or came back and are made again: by somebody who asks for it, or
 * by the policy of the organization.
 *
 * <pre>
 * collection   FAILED | RETURNED -> made again, once: retriedBy and retryOf link the two
 *              again, where approvers rejected the retry
 * </pre>
 *
 * <p>A retry is a new collection like any other: under the mandate as it is now, for the next bank
 * day, through the approval chains, within the payment limits of whoever makes it. For a reason
 * that makes it pointless (MD06, a closed account, a mandate that is gone) it is refused with the
 * cure.
 *
 * <p>The policy names reasons, days and a number. Its retries are made by whoever changed the
 * policy last, with the rights that they have then. While a stop holds the account it makes none,
 * and makes up for it later; what cannot be made is told once in the events of the collection.
 *
 * <p>Tables: {@code retry_policies}, {@code retry_refusals}; {@code retry_of} and {@code
 * retried_by} of {@code direct_debits}. Standards: EPC016-06 on the next presentation of a
 * collection. Decision 0077.
 */
@NullMarked
package kontor.retries;

import org.jspecify.annotations.NullMarked;
