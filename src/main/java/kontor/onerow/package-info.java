/** Settings of which an organization has one row, and the door through which they change. */
@NullMarked
package kontor.onerow;

import org.jspecify.annotations.NullMarked;
