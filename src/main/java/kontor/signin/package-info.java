/**
 * Who is calling: access keys, tokens and the keys that sign them.
 *
 * <p>A program signs in with access key and secret (HTTP Basic) or changes them for a token of 300
 * seconds. What was verified is remembered for 4 seconds on each node, so a revoked user is refused
 * everywhere within 5, and at once by the node that revoked it.
 *
 * <p>Tables: {@code credentials}, {@code signing_keys}. Standards: RFC 6749 (client credentials),
 * RFC 8414 (metadata), RFC 7519 and 9068 (tokens), RFC 7517 (keys).
 */
@NullMarked
package kontor.signin;

import org.jspecify.annotations.NullMarked;
