package kontor.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, closed in the opposite order and only once, whoever asks first. */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Closing(@Nullable AutoCloseable first) {
        if (first != null) {
            opened.push(first);
        }
    }

    synchronized <T extends AutoCloseable> T with(T next) {
        opened.push(next);
        return next;
    }

    @Override
    public void close() {
        all();
    }

    synchronized void all() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                LOG.warn("closing failed", failed);
            }
        }
    }
}
