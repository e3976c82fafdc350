package kontor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/**
 * Sees whether a client has gone while its request is worked on. Jetty looks at a connection again
 * only when the answer is written; by then the work was done for nobody. Used by one thread.
 */
final class Departures implements AutoCloseable {

    private final Selector selector;

    Departures() {
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Nothing is read: what a client sends behind its request is of the next one. */
    boolean isGone(EndPoint endPoint) {
        if (!(endPoint.getTransport() instanceof SocketChannel channel)) {
            return false;
        }
        if (!channel.isOpen()) {
            return true;
        }
        try {
            var key = channel.register(selector, SelectionKey.OP_READ);
            selector.selectNow();
            boolean ended = key.isReadable() && channel.socket().getInputStream().available() == 0;
            key.cancel();
            selector.selectNow();
            return ended;
        } catch (IOException | RuntimeException closed) {
            return !channel.isOpen();
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
