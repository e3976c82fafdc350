/**
 * Pages of payment limits: those of a role and of a user, with a form, and one's own with what is
 * used of them today. They go to the doors of roles and users, so that a second person is asked
 * where one is needed.
 */
@NullMarked
package kontor.limitpages;

import org.jspecify.annotations.NullMarked;
