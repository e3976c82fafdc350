/**
 * Approvals: which steps a payment must pass before it goes to a bank, and who may decide them. All
 * chains whose condition holds add their steps when the payment is made; without one the
 * organization's owner decides. Judged here, by the doors of the payment rooms, never in a route or
 * page. How chains are evaluated, with examples: {@code docs/approvals.md}.
 *
 * <pre>
 * step:  PENDING -> APPROVED | REJECTED     APPROVED at once where a chain approves by itself
 * chain: live -> deleted                    payments made before keep its steps
 * </pre>
 *
 * <p>Tables: {@code approval_chains}, {@code approval_chain_roles}, {@code approval_steps}, {@code
 * exchange_rates}, {@code approval_settings}.
 */
@NullMarked
package kontor.approvals;

import org.jspecify.annotations.NullMarked;
