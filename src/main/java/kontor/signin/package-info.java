/**
 * Finds out which program is calling: by access key or access token. Also issues the tokens and
 * keeps the keys that sign them.
 *
 * <p>A program sends access key and secret (HTTP Basic) with each request, or exchanges them for an
 * access token that is valid for 300 seconds. A verified caller is kept in memory for 4 seconds, so
 * a revoked user is refused at once by the node that revoked it, and by the others within 5
 * seconds.
 *
 * <pre>
 * signing key:  signs -> retired -> deleted    accepted for 6 minutes after it retired
 *               signs -> deleted               when it may be in wrong hands
 * </pre>
 *
 * <p>Tables: {@code credentials} (written by {@code iam}), {@code signing_keys}. Reads {@code
 * users}, {@code roles} and {@code organizations} of {@code iam}. Standards: RFC 6749 (client
 * credentials), RFC 8414 (metadata), RFC 7519 and 9068 (tokens), RFC 7517 (keys).
 */
@NullMarked
package kontor.signin;

import org.jspecify.annotations.NullMarked;
