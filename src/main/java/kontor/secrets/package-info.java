/**
 * Texts that must stay secret, and what is stored of them: the digest of a random one, the slow
 * hash of a password.
 *
 * <p>Standards: RFC 9106 (Argon2), NIST SP 800-63B (which passwords are refused).
 */
@NullMarked
package kontor.secrets;

import org.jspecify.annotations.NullMarked;
