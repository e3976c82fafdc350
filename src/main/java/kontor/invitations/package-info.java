/**
 * Invitations, for whoever has the token of one: what it is to, and accepting it, once, with a
 * password or as somebody who is signed in. How people are invited, and whether an invitation is
 * still good, is in the room {@code iam}. It has no states and no table of its own.
 */
@NullMarked
package kontor.invitations;

import org.jspecify.annotations.NullMarked;
