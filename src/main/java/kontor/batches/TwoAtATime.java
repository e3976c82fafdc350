package kontor.batches;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two slices at work at once, so that one computes while the other is with the database. What comes
 * of them is told in the order in which they began.
 */
final class TwoAtATime<R> implements AutoCloseable {

    /**
     * A thread of its own for each piece of work; virtual ones would queue behind every waiting
     * request.
     */
    static final Executor THREADS =
            work -> Thread.ofPlatform().daemon().name("batch-slice").start(work);

    private static final int AT_ONCE = 2;

    private record UnderWay<R>(CompletableFuture<R> work, Consumer<R> then) {}

    private final Deque<UnderWay<R>> underWay = new ArrayDeque<>();

    /** Begins work once there is room for it; fails with what failed before. */
    void begin(Supplier<R> work, Consumer<R> then) {
        if (underWay.size() == AT_ONCE) {
            tell(underWay.removeFirst());
        }
        underWay.addLast(new UnderWay<>(CompletableFuture.supplyAsync(work, THREADS), then));
    }

    /** Waits for all that began. */
    void finish() {
        while (!underWay.isEmpty()) {
            tell(underWay.removeFirst());
        }
    }

    private static <R> void tell(UnderWay<R> one) {
        try {
            one.then.accept(one.work.join());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Lets what began come to its end, so that nothing is at work behind anybody's back. */
    @Override
    public void close() {
        underWay.forEach(one -> one.work.handle((_, _) -> true).join());
    }
}
