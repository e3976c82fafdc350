/**
 * Forms for new payments, with what would become of them beside. What is typed is read as the body
 * that a program would send; what will happen is not worked out here but asked of {@link
 * kontor.previews}.
 *
 * <p>A roof room: it asks doors with the caller. It has no tables and no states.
 */
@NullMarked
package kontor.paymentforms;

import org.jspecify.annotations.NullMarked;
