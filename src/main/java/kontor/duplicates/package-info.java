/**
 * Possible duplicates: credit transfers that pay the same account the same amount with the same
 * reference, no more than 30 days apart. The later one carries a warning that names the earlier
 * ones; nothing is ever kept back for it. Transfers that were rejected or failed do not count.
 *
 * <p>What is the same is a key, kept when a transfer is made: one for each number of the payee's
 * account. Whether two numbers are one account is said by {@link kontor.identifiers}.
 *
 * <p>Table: {@code duplicate_keys}, of the transfers of the last 400 days.
 */
@NullMarked
package kontor.duplicates;

import org.jspecify.annotations.NullMarked;
