/**
 * Who is who, and who may what: organizations, roles, people and programs, access tokens.
 *
 * <p>A user has one role; a role is a set of {@code resource:method} words. A program signs in with
 * access key and secret (HTTP Basic) or changes them for a token of 300 seconds; a person has an
 * e-mail address and a password. Active users become revoked and stay so. What was verified is
 * remembered for 4 seconds on each node, so a revoked user is refused everywhere within 5.
 *
 * <p>Tables: {@code organizations}, {@code roles}, {@code users}, {@code credentials},
 * {@code signing_keys}, {@code installation_secrets}. Standards: RFC 6749 (client credentials),
 * RFC 8414 (metadata), RFC 7519 and 9068 (tokens), RFC 7517 (keys), RFC 9106 (Argon2).
 */
@NullMarked
package kontor.iam;

import org.jspecify.annotations.NullMarked;
