/**
 * By which names bookings are found: the words of the name at the other side of each, and each name
 * once under each of its words. What was booked before is read a slice after the other.
 *
 * <p>Tables: {@code booked_names}; of {@code transactions} the words of the name.
 */
@NullMarked
package kontor.bookednames;

import org.jspecify.annotations.NullMarked;
