/**
 * How the log is written: as text for people, or as JSON, one object a line, for machines. It goes
 * to standard error in both forms.
 */
@NullMarked
package kontor.logs;

import org.jspecify.annotations.NullMarked;
