package kontor.server;

import java.time.Duration;

/**
 * What the server has for its clients.
 *
 * @param heap bytes that Java may use in all; connections and bodies get their parts of it
 * @param headers from the first byte of a request until its headers are whole
 * @param body how long a body may take that is read as a whole
 */
record Bounds(long heap, Duration headers, Patience body) {

    static Bounds usual() {
        return new Bounds(Runtime.getRuntime().maxMemory(), Duration.ofSeconds(10), Patience.BODY);
    }
}
