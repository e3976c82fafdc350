/**
 * Work that comes again and again without being asked for. What is done stands in the rooms that
 * know of it; here it is handed out, part by part and by one node of the cluster at a time.
 *
 * <p>Tables: {@code jobs}, which stands outside the tenants.
 */
@NullMarked
package kontor.jobs;

import org.jspecify.annotations.NullMarked;
