/**
 * Limits of payments: how much one person may make or approve at once and on one day. They stand in
 * roles and users, a list each; a list that names a kind of payment and an action names every
 * currency in which they are allowed. What would pass a limit is refused with the figures.
 *
 * <p>What a person did is added up over all their users and programs, on the day of the
 * organization's zone and on server time, so that neither a second key nor the clock of a sandbox
 * begins a new day. It counts when it is made or approved, and nothing that becomes of it later
 * gives it back. Nodes that count for one person wait for each other at one row.
 *
 * <p>Table: {@code payment_limit_use}, a row for each person, action, kind, currency and day. It is
 * a sum of what payments and approval steps say, made again from them where it is missing.
 */
@NullMarked
package kontor.paymentlimits;

import org.jspecify.annotations.NullMarked;
