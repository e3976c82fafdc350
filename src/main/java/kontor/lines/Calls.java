package kontor.lines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kontor.banks.BankLine;

/**
 * Calls of channels, one at a time for each line. A share that hangs cannot be interrupted, so a
 * call is made on a thread that can be left behind; until it is back no other call of its line is
 * begun. So there is one such thread for each line at most.
 */
public final class Calls implements AutoCloseable {

    private final Duration limit;
    private final Places places;
    private final Map<UUID, Call> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("channel-", 0).factory());

    public Calls(Pace pace) {
        this.limit = pace.call();
        this.places = new Places(pace.rounds(), pace.roundsOfOne());
    }

    Places places() {
        return places;
    }

    /** A call that is not back. */
    final class Call {

        private final BankLine line;
        private final String what;
        private volatile long lastProgress = System.nanoTime();
        private volatile boolean left;

        private Call(BankLine line, String what) {
            this.line = line;
            this.what = what;
        }

        /** It gets on: its time begins anew. Refuses when nobody waits for it any more. */
        void progress() {
            if (left) {
                throw hang().unanswered();
            }
            lastProgress = System.nanoTime();
        }

        /** Reads what the call sends, in a place: it comes from the database. */
        int read(Callable<Integer> content) throws IOException {
            progress();
            return places.briefly(line.organization(), content);
        }

        private long leftNanos() {
            return limit.toNanos() - (System.nanoTime() - lastProgress);
        }

        private Hang hang() {
            return new Hang(what, Duration.ofNanos(System.nanoTime() - lastProgress));
        }
    }

    /** What a channel does in a call. */
    interface Work<R> {
        R of(Call call) throws IOException;
    }

    /**
     * Makes a call and waits for it as long as it gets on.
     *
     * @throws Hang.Unanswered when it takes too long, or an earlier one is not back
     */
    <R> R limited(BankLine line, String what, Work<R> work) {
        var call = begin(line, what);
        Future<R> future;
        try {
            future = threads.submit(onItsThread(call, work));
        } catch (RuntimeException closed) {
            end(call);
            throw closed;
        }
        return places.without(line.organization(), id(line), () -> await(call, future));
    }

    /** Makes a call on this thread, which hangs when the call does; others can see that it does. */
    <R> R here(BankLine line, String what, Work<R> work) throws IOException {
        var call = begin(line, what);
        try {
            return work.of(call);
        } finally {
            end(call);
        }
    }

    private Call begin(BankLine line, String what) {
        var call = new Call(line, what);
        var other = underWay.putIfAbsent(id(line), call);
        if (other != null) {
            throw other.hang().unanswered();
        }
        return call;
    }

    private void end(Call call) {
        underWay.remove(id(call.line), call);
    }

    private <R> Callable<R> onItsThread(Call call, Work<R> work) {
        return () -> {
            try {
                var result = work.of(call);
                if (call.left && result instanceof AutoCloseable nobodyWants) {
                    nobodyWants.close();
                }
                return result;
            } finally {
                end(call);
            }
        };
    }

    private static <R> R await(Call call, Future<R> future) {
        while (true) {
            try {
                return future.get(Math.max(1, call.leftNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                if (call.leftNanos() <= 0) {
                    throw leave(call, future);
                }
            } catch (InterruptedException stopping) {
                var left = leave(call, future);
                Thread.currentThread().interrupt();
                throw left;
            } catch (ExecutionException failed) {
                throw unchecked(Objects.requireNonNull(failed.getCause()));
            }
        }
    }

    private static Hang.Unanswered leave(Call call, Future<?> future) {
        call.left = true;
        future.cancel(true);
        return call.hang().unanswered();
    }

    private static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException failed -> failed;
            case IOException failed -> new UncheckedIOException(failed);
            case Error broken -> throw broken;
            default -> new IllegalStateException(cause);
        };
    }

    /** The call of this line that has taken longer than it may, if there is one. */
    Optional<Hang> hang(BankLine line) {
        return Optional.ofNullable(underWay.get(id(line)))
                .filter(call -> call.left || call.leftNanos() <= 0)
                .map(Call::hang);
    }

    private static UUID id(BankLine line) {
        return line.connection().id();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
