/**
 * Habits: what one bank wants in the files that it gets and another refuses, as data. The columns
 * of {@code tables/bank_profiles.csv} have them for each profile of a bank, and a connection may
 * have its own in their place.
 *
 * <p>No states and no tables: what a connection has otherwise stands in the column {@code
 * file_habits} of {@code connections}.
 */
@NullMarked
package kontor.habits;

import org.jspecify.annotations.NullMarked;
