/**
 * Pages of payments: lists, one payment with what happened to it, forms for new ones, decisions.
 *
 * <p>Direct debits and credit transfers have the same pages in other words ({@link
 * kontor.paymentpages.KindOfPayment}). A roof room: it asks doors with the caller.
 */
@NullMarked
package kontor.paymentpages;

import org.jspecify.annotations.NullMarked;
