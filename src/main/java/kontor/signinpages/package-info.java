/**
 * The pages on which people sign in and out: with e-mail and password or with a passkey, with a
 * second factor where one is demanded, for one of their organizations; by accepting an invitation;
 * with a link where the password is forgotten; and, once they are in, their own sessions, their
 * address and with what they sign in.
 *
 * <p>Every answer about credentials is the same, and takes the same time, whether or not the person
 * exists. A link carries its token in the path; opening it changes nothing, and the page behind it
 * tells no other site where it came from. After signing in the browser goes on to a page of this
 * host only.
 *
 * <p>A roof room: it asks the doors of {@code identities}, {@code passkeys}, {@code factors},
 * {@code openid}, {@code sessions}, {@code resets} and {@code iam}. No tables of its own.
 */
@NullMarked
package kontor.signinpages;

import org.jspecify.annotations.NullMarked;
