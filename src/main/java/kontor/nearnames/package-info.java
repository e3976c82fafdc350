/**
 * Names that somebody may have meant who wrote another one: the fields of a form, the columns of a
 * file, the settings. No tables, no states.
 */
@NullMarked
package kontor.nearnames;

import org.jspecify.annotations.NullMarked;
