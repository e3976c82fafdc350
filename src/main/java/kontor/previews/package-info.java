/**
 * What would become of one payment if it were made now: its bank day and deadline, who would have
 * to approve it, until when the money may come back, or what would be refused. Nothing is
 * predicted: the payment is made on the real path, in a transaction of its own that is rolled back,
 * outside the organization's lane and without its feed. Nothing of it is left, so the room has no
 * states and no tables. Decision 0052.
 */
@NullMarked
package kontor.previews;

import org.jspecify.annotations.NullMarked;
