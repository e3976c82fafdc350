/**
 * Who signs in with a browser. An identity belongs to the installation; a membership joins it to a
 * user of an organization, and only its holder makes one: by signing in with the identity while
 * accepting an invitation.
 *
 * <p>An address is neither unique nor proof. Several identities may have the same one, so that
 * nobody learns of an address of others or keeps them from using it; the password tells which of
 * them it is. What an address proves is known only after mail to it arrived ({@code confirmed}).
 *
 * <pre>
 * identity:    made with its first membership -> stays
 * membership:  joined -> left, when the user is revoked
 * </pre>
 *
 * <p>Tables, all outside the tenants: {@code sign_in_names} (the salt that belongs to an address),
 * {@code identities}, {@code memberships}. Standard: RFC 9106 (Argon2).
 */
@NullMarked
package kontor.identities;

import org.jspecify.annotations.NullMarked;
