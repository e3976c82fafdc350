/**
 * The doors to users, roles and the organization as everybody uses them, API, pages and command
 * line: watched by four eyes. The doors behind them are of the room {@code iam}; nobody else goes
 * through those. Here, too, programs are exempted, an area at a time.
 *
 * <pre>
 * exemption   in force -> ended    made and ended under four eyes, only while it is on
 * </pre>
 *
 * <p>Tables: {@code change_request_exemptions}; see {@code changerequests}.
 */
@NullMarked
package kontor.administration;

import org.jspecify.annotations.NullMarked;
