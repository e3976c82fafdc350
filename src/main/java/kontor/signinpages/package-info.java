/**
 * The pages on which people sign in and out: with e-mail and password, for one of their
 * organizations; by accepting an invitation; with a link where the password is forgotten; and, once
 * they are in, their own sessions, their password and their address. In a sandbox its owners read
 * here what would have been mailed.
 *
 * <p>Every answer about credentials is the same, and takes the same time, whether or not the person
 * exists. A link carries its token in the path; opening it changes nothing, and the page behind it
 * tells no other site where it came from. After signing in the browser goes on to a page of this
 * host only.
 *
 * <p>A roof room: it asks the doors of {@code identities}, {@code sessions}, {@code resets}, {@code
 * mail} and {@code iam}. No tables of its own.
 */
@NullMarked
package kontor.signinpages;

import org.jspecify.annotations.NullMarked;
