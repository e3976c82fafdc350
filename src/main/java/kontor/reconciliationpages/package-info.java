/**
 * Pages on which people say what bookings are: the work list of what nothing explains, with
 * suggestions, and the pages of expected transactions.
 *
 * <p>It asks doors with a caller; what may be what is worked out by {@code suggestions}. No tables.
 */
@NullMarked
package kontor.reconciliationpages;

import org.jspecify.annotations.NullMarked;
