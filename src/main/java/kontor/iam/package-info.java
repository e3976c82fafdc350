/**
 * Who is who, and who may what: organizations, roles, people and programs, access tokens.
 *
 * <p>A user has one role; a role is a set of {@code resource:method} words, limited to some own
 * accounts where it says so. A program signs in with access key and secret (HTTP Basic) or changes
 * them for a token of 300 seconds; a person has an e-mail address and a password. A person is
 * INVITED until the invitation is accepted, which works once and within 7 days; then ACTIVE, as
 * programs are from the start; then REVOKED, for ever. What was verified is remembered for 4
 * seconds on each node, so a revoked user is refused everywhere within 5, and at once by the node
 * that revoked it.
 *
 * <p>Nobody grants what they do not hold: see {@link kontor.iam.Governance}. The owner role has
 * every permission and always somebody in it.
 *
 * <p>Tables: {@code organizations}, {@code roles}, {@code users}, {@code credentials}, {@code
 * signing_keys}, {@code installation_secrets}. Standards: RFC 6749 (client credentials), RFC 8414
 * (metadata), RFC 7519 and 9068 (tokens), RFC 7517 (keys), RFC 9106 (Argon2).
 */
@NullMarked
package kontor.iam;

import org.jspecify.annotations.NullMarked;
