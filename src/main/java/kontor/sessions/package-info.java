/**
 * Who is signed in with a browser, and for how long. A session is known by 256 random bits in a
 * cookie, of which only the digest is stored.
 *
 * <pre>
 * session:  begun with half of what is needed -> begun anew  within 5 minutes
 *           begun without a user -> begun anew as a user     an identity may belong to several
 *           begun as a user -> begun anew as another         the organization is switched
 *           begun -> ended    by signing out, by revoking it, by a change of password,
 *                             after a while without use, and when its longest time is over
 * </pre>
 *
 * <p>Each step that changes what a session may do gives it another id and another secret. A node
 * keeps what it found for 4 seconds, so every node refuses an ended session within 5; beginning
 * anew asks the database, so that an ended session lives on as no other. A session whose user has
 * another role than when it began is refused too, and a revoked user has none.
 *
 * <p>Table, outside the tenants: {@code sessions}. Standards: RFC 6265 (cookies) with the prefix
 * {@code __Host-} of its successor, OWASP ASVS 3 (session management).
 */
@NullMarked
package kontor.sessions;

import org.jspecify.annotations.NullMarked;
