/**
 * HTTP, once for every route: who calls, what they may, how a body is read, what an error looks
 * like. A route is declared in one place ({@link kontor.http.Route}); what it does is a door of a
 * business room. What the API's words look like is the room {@code wire}.
 *
 * <p>Standards: RFC 9110 (HTTP), RFC 6750 (Bearer), RFC 7617 (Basic), the RateLimit header fields
 * draft 11.
 */
@NullMarked
package kontor.http;

import org.jspecify.annotations.NullMarked;
