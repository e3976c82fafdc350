/**
 * Who may do what: organizations, their roles of {@code resource:method} permissions, people and
 * programmatic users, credential checks and access tokens.
 *
 * <p>Tables: {@code roles} behind the tenant wall; {@code organizations}, {@code users},
 * {@code signing_keys} and {@code installation_secrets} before it. Standards: RFC 6749 and RFC 6750
 * (client credentials), RFC 7519 (JWT), RFC 7517 (JWKS), RFC 8414 (metadata), RFC 9106 (Argon2).
 */
@NullMarked
package kontor.iam;

import org.jspecify.annotations.NullMarked;
