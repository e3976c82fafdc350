/**
 * Habits: what one bank wants in the files that it gets and another refuses, as data. The columns
 * of {@code tables/bank_profiles.csv} have them for each profile of a bank.
 *
 * <p>No states and no tables in the database.
 */
@NullMarked
package kontor.habits;

import org.jspecify.annotations.NullMarked;
