/**
 * The second factor of whoever signs in with a password: a passkey, or a recovery code by whoever
 * has lost it.
 *
 * <pre>
 * demand of a person:  off -> on    whoever has a passkey
 *                      on -> off
 * recovery code:       made, ten at a time -> used        once, whichever node is first
 *                                          -> replaced    by the next ten
 * </pre>
 *
 * <p>A person demands it of themselves; an organization demands it of everybody ({@code iam}).
 * There are no one-time passwords of an app (TOTP): decision 0049.
 *
 * <p>Tables, outside the tenants: {@code second_factors}, {@code recovery_codes}. Standard: NIST SP
 * 800-63B, look-up secrets.
 */
@NullMarked
package kontor.factors;

import org.jspecify.annotations.NullMarked;
