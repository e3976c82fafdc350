package kontor.deferred;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two slices at work at once, so that one computes while the other waits for the database. Their
 * results are handed on in the order in which they began.
 */
public final class TwoAtATime<R> implements AutoCloseable {

    /** A thread for each slice; virtual ones would queue behind every waiting request. */
    public static final Executor THREADS =
            work -> Thread.ofPlatform().daemon().name("batch-slice").start(work);

    private static final int AT_ONCE = 2;

    private record Running<R>(CompletableFuture<R> work, Consumer<R> then) {}

    private final Deque<Running<R>> running = new ArrayDeque<>();

    /** Begins work once there is room for it; throws what earlier work threw. */
    public void begin(Supplier<R> work, Consumer<R> then) {
        if (running.size() == AT_ONCE) {
            await(running.removeFirst());
        }
        running.addLast(new Running<>(CompletableFuture.supplyAsync(work, THREADS), then));
    }

    /** Waits for all that began. */
    public void finish() {
        while (!running.isEmpty()) {
            await(running.removeFirst());
        }
    }

    private static <R> void await(Running<R> one) {
        try {
            one.then.accept(one.work.join());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Waits for what began, so that nothing works on after its caller has failed. */
    @Override
    public void close() {
        running.forEach(one -> one.work.handle((_, _) -> true).join());
    }
}
