/**
 * Challenges: finds what somebody wants to approve with a passkey, so that it can be signed, and
 * shows what was signed. It has no states and no tables; both are of {@code assents}. A roof room:
 * it asks the doors of payments and batches with the caller.
 *
 * <p>Standard: Web Authentication, level 3 (W3C).
 */
@NullMarked
package kontor.challenges;

import org.jspecify.annotations.NullMarked;
