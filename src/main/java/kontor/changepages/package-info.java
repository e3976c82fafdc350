/**
 * Pages of change requests: what waits for a second person, one with how it is and how it would be
 * side by side, and the decision. What may be decided by whom is known by {@code changerequests}.
 */
@NullMarked
package kontor.changepages;

import org.jspecify.annotations.NullMarked;
