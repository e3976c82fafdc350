/**
 * Slows down those who guess credentials of any kind: keys, tokens, passwords, invitations. Knows
 * nothing of what is compared, only who tries in whose name and how it went; decision 0029.
 */
@NullMarked
package kontor.guesses;

import org.jspecify.annotations.NullMarked;
