/**
 * Warnings: what somebody should know of a payment before they approve it. A warning never keeps a
 * payment from being made or approved; it has no states and is worked out when it is asked for,
 * from what is known by then.
 *
 * <p>This room knows what follows from payments alone: {@link kontor.warnings.History}. Rooms that
 * know more join as a {@link kontor.warnings.WarningSource}.
 *
 * <p>Tables: none of its own; it reads {@code credit_transfers} and {@code direct_debits}.
 */
@NullMarked
package kontor.warnings;

import org.jspecify.annotations.NullMarked;
