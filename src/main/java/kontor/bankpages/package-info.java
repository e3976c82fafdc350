/**
 * Pages about the ways to banks: connections and the files that went out and came in, what was set
 * aside or is uncertain and what a person decides of it, open cases, the emergency stop, and the
 * test bank of a sandbox.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room.
 */
@NullMarked
package kontor.bankpages;

import org.jspecify.annotations.NullMarked;
