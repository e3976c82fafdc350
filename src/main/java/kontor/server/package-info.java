/**
 * Jetty: sockets, the bytes of requests and answers, and the patience with those who send or take
 * them. What a request means is judged in {@code http}, which knows no server.
 *
 * <p>Standards: RFC 9110 and RFC 9112 (HTTP/1.1).
 */
@NullMarked
package kontor.server;

import org.jspecify.annotations.NullMarked;
