/**
 * Members of requests that have two names, where two documents of the API say so. Both may be sent;
 * they may not contradict each other, since one of them would be overlooked.
 *
 * <p>Tables: none.
 */
@NullMarked
package kontor.spellings;

import org.jspecify.annotations.NullMarked;
