/**
 * Whether two requests ask the same: a client that sends again writes its JSON anew, and may write
 * it otherwise.
 *
 * <p>Tables: none. Standard: RFC 8259; the order of members says nothing there (section 4).
 */
@NullMarked
package kontor.sameness;

import org.jspecify.annotations.NullMarked;
