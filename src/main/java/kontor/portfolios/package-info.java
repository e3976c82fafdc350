/**
 * Portfolios of mandates, row by row: what a row of the file asks for, and how a slice of rows
 * becomes counterparties, accounts and mandates through the doors of those rooms.
 *
 * <p>A row makes all of its counterparty, account and mandate, or nothing. The first row that names
 * a new counterparty makes it; a counterparty or an account that is there is used as it is, and a
 * mandate that is there with the same account is left alone. No tables, no states; what the columns
 * mean is in {@code docs/moving-in.md}.
 */
@NullMarked
package kontor.portfolios;

import org.jspecify.annotations.NullMarked;
