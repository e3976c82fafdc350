/**
 * Approvals: which steps a payment must pass before it goes to a bank, and who may decide them.
 * Without a chain that applies, the organization's owner decides. Judged here, by the doors of the
 * payment rooms, never in a route or page.
 *
 * <p>Table: {@code approval_steps}.
 */
@NullMarked
package kontor.approvals;

import org.jspecify.annotations.NullMarked;
