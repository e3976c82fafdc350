/**
 * Who reports of an own account, and which of its statements never came.
 *
 * <p>An account is reported of by the connection over which it is reached, and by others that it
 * names. Statements leave a gap where a number is missing, or where one does not open with the
 * balance with which the one before it closed ({@link kontor.reporting.GapFinder}). A gap is shown
 * on the account until the missing statement comes.
 *
 * <p>Tables: {@code statement_repeats}.
 */
@NullMarked
package kontor.reporting;

import org.jspecify.annotations.NullMarked;
