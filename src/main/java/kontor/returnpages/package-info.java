/**
 * Pages of what came back: the list with what it sums up to, collecting again, and the policy that
 * does so by itself. They ask doors with a caller; no tables.
 */
@NullMarked
package kontor.returnpages;

import org.jspecify.annotations.NullMarked;
