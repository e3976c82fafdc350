/**
 * Reviews of payees' accounts: where four eyes watches over them, a new or changed account of a
 * payee exists at once, and payments to it leave after a second person has looked at it. What is
 * reviewed are the holder's name, the market and all numbers of account and bank; another alias
 * needs no review.
 *
 * <p>A payment keeps the review that its payee's account had when it was made, and leaves when that
 * review lets it. The same name and numbers that were approved once need no second review, wherever
 * they come up again, also described inline.
 *
 * <pre>
 * PENDING -> COOLING_OFF | APPROVED   approved; the organization may want to wait some hours
 * PENDING -> REFUSED                  rejected, withdrawn, or nobody decided in time
 * PENDING -> STALE                    changed again or deleted meanwhile
 * COOLING_OFF -> APPROVED             when its time is over, in banking time
 * </pre>
 *
 * <p>Payments to what is REFUSED or STALE fail when they are due. Collections are not held back:
 * their money comes in. Table: {@code payee_reviews}; the change request of a review has its id.
 */
@NullMarked
package kontor.payeereviews;

import org.jspecify.annotations.NullMarked;
