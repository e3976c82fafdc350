/**
 * Finds whatever a person has in hand: an id, an external id, an end-to-end id, a request id, the
 * message id of a file, an IBAN, an amount, the beginning of a reference, a name. What the text is
 * is recognized, then the doors of the rooms are asked in the name of the caller, so that
 * permissions and account limits are theirs. It has no states and no tables of its own; it reads
 * {@code events}, and {@code mandates} by their reference. Decision 0053.
 */
@NullMarked
package kontor.search;

import org.jspecify.annotations.NullMarked;
