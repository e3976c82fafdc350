/**
 * The doors to users, roles and the organization as everybody uses them, API, pages and command
 * line: watched by four eyes. The doors behind them are of the room {@code iam}; nobody else goes
 * through those.
 *
 * <p>No tables and no states of its own; see {@code changerequests}.
 */
@NullMarked
package kontor.administration;

import org.jspecify.annotations.NullMarked;
