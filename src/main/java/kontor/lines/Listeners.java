package kontor.lines;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks banks outside whether they offer files, one after the other and without the database. A bank
 * that hangs holds up its listener: another takes over, and so the others are asked all the same.
 */
final class Listeners {

    /** A listener that took longer for one bank does not count any more. */
    private static final long STUCK_NANOS = Duration.ofMillis(500).toNanos();

    private final ConcurrentLinkedQueue<Asked> queue = new ConcurrentLinkedQueue<>();
    private final Consumer<Line> heard;
    private final AtomicInteger number = new AtomicInteger();
    private volatile Listener current = new Listener();
    private volatile boolean closed;

    private record Asked(Line line, LimitedChannel channel) {}

    /**
     * @param heard is told of each line that was asked
     */
    Listeners(Consumer<Line> heard) {
        this.heard = heard;
    }

    /** Asks the bank of a line that was taken for it. */
    void ask(Line line, LimitedChannel channel) {
        queue.add(new Asked(line, channel));
    }

    /** Sees to it that somebody listens; to be called again and again. */
    void keepUp() {
        if (!queue.isEmpty() && !closed && !current.isAtWork()) {
            current = new Listener();
            Thread.ofPlatform()
                    .daemon()
                    .name("listener-" + number.incrementAndGet())
                    .start(current);
        }
    }

    void close() {
        closed = true;
    }

    private final class Listener implements Runnable {

        private volatile boolean ended = true;
        private volatile long begunNanos = System.nanoTime();

        boolean isAtWork() {
            return !ended && System.nanoTime() - begunNanos < STUCK_NANOS;
        }

        /** Leaves when another has taken over. */
        @Override
        public void run() {
            while (current == this && !closed) {
                begunNanos = System.nanoTime();
                ended = false;
                var next = queue.poll();
                if (next == null) {
                    ended = true;
                    return;
                }
                listen(next);
            }
        }
    }

    private void listen(Asked asked) {
        asked.line.heard(offered(asked));
        heard.accept(asked.line);
    }

    private static Set<? extends Reason> offered(Asked asked) {
        try {
            return asked.channel.waitingHere(asked.line.bankLine()).stream()
                    .map(file -> new Reason.Offered(file.name(), file.version()))
                    .collect(Collectors.toSet());
        } catch (IOException | RuntimeException _) {
            // The round that follows fails in the same way, and says so.
            return Set.of(new Reason.Unheard());
        }
    }
}
