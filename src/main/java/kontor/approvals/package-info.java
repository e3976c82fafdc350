/**
 * Approvals: which steps a payment must pass before it goes to a bank, and who may decide them.
 * When a payment is made, every approval chain whose condition holds adds its steps; without one,
 * the owner of the organization decides. The doors of the payment rooms ask this room; routes and
 * pages never decide about approvals. How chains are evaluated, with examples: {@code
 * docs/approvals.md}.
 *
 * <pre>
 * step:  PENDING -> APPROVED | REJECTED     APPROVED at once where a chain approves by itself
 * chain: live -> deleted                    payments made before keep its steps
 * </pre>
 *
 * <p>Tables: {@code approval_chains}, {@code approval_chain_roles}, {@code approval_steps}, {@code
 * approval_settings}.
 */
@NullMarked
package kontor.approvals;

import org.jspecify.annotations.NullMarked;
