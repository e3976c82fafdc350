/**
 * Who is who, and who may what: organizations, roles, people and programs.
 *
 * <p>A user has one role; a role is a set of {@code resource:method} words, limited to some own
 * accounts where it says so. A program has an access key and a secret, a person an e-mail address
 * and a password. A person is INVITED until the invitation is accepted, which works once and within
 * 7 days; then ACTIVE, as programs are from the start; then REVOKED, for ever.
 *
 * <p>Nobody grants what they do not hold: see {@link kontor.iam.Governance}. The owner role has
 * every permission and always somebody in it.
 *
 * <p>Tables: {@code organizations}, {@code roles}, {@code users}, {@code credentials} (written
 * here, read by {@code signin}), {@code installation_secrets}. Standard: RFC 9106 (Argon2).
 */
@NullMarked
package kontor.iam;

import org.jspecify.annotations.NullMarked;
