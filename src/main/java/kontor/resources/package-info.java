/**
 * How a resource is served over HTTP, said once for the routes of all rooms: a change becomes an
 * answer, with its idempotency key; one is shown, many are listed, its events are told.
 *
 * <p>What a resource is, and who may do what with it, is known by the doors of its own room.
 */
@NullMarked
package kontor.resources;

import org.jspecify.annotations.NullMarked;
