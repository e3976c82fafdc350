/**
 * Forms of pages: what was typed, as the body that a program would send, and on its way to a door.
 *
 * <p>The fields of a form have the names of the API, so one parser reads both and faults stand at
 * their fields. A form carries a key that was drawn when it was shown, so a second click finds what
 * the first one made; the key counts for the person and the address of the form.
 */
@NullMarked
package kontor.forms;

import org.jspecify.annotations.NullMarked;
