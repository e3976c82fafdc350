/**
 * The frame of the dashboard, with who looks at it, and the page that everybody comes to first.
 *
 * <p>A roof room: it asks doors with the caller, and no other roof room. Pages about one thing are
 * rooms of their own beside it.
 */
@NullMarked
package kontor.dashboard;

import org.jspecify.annotations.NullMarked;
