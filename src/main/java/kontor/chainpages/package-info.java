/**
 * Pages of approval chains: the list as sentences, the form of one, and which of them a payment
 * would meet.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room. It has no tables and no
 * states.
 */
@NullMarked
package kontor.chainpages;

import org.jspecify.annotations.NullMarked;
