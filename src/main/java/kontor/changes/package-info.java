/**
 * How anything changes: list-first doors, run in an organization's lane, so that effect, event,
 * idempotency claim and external id commit together or not at all.
 *
 * <p>Tables: {@code idempotency_claims}, {@code external_ids}.
 */
@NullMarked
package kontor.changes;

import org.jspecify.annotations.NullMarked;
