package kontor.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import kontor.http.HttpError;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request while it arrives. Whoever sends too slowly is refused with 408, whoever
 * sends too much with 413; each piece is counted as it comes.
 */
final class BodyStream extends InputStream {

    private final Content.Source source;
    private final Patience patience;
    private final long most;
    private final IntConsumer counted;
    private final long begun = System.nanoTime();
    private Content.@Nullable Chunk chunk;
    private boolean ended;
    private boolean malformed;
    private @Nullable HttpError tooSlow;
    private long read;

    /**
     * @param most bytes that are taken
     * @param counted told the bytes of each piece; may throw
     */
    BodyStream(Content.Source source, Patience patience, long most, IntConsumer counted) {
        this.source = source;
        this.patience = patience;
        this.most = most;
        this.counted = counted;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (chunk == null) {
            if (ended) {
                return -1;
            }
            next();
        }
        int taken = chunk.get(into, from, length);
        if (!chunk.hasRemaining()) {
            release(chunk);
        }
        return taken;
    }

    private void release(Content.Chunk whole) {
        ended = whole.isLast();
        whole.release();
        chunk = null;
    }

    private void next() throws IOException {
        if (tooSlow != null) {
            // Nobody waits twice for the same piece: whoever reads the rest is told the same.
            throw tooSlow;
        }
        var came = source.read();
        if (came == null) {
            await();
            return;
        }
        if (Content.Chunk.isFailure(came)) {
            throw broken(came.getFailure());
        }
        chunk = came;
        int bytes = came.remaining();
        if (bytes == 0) {
            release(came);
            return;
        }
        read += bytes;
        if (read > most) {
            throw HttpError.tooLarge("the body", most);
        }
        counted.accept(bytes);
    }

    /** Either the connection ended, or what came is no body: then it did not break off. */
    private IOException broken(Throwable failure) throws HttpError {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refused && refused.getCode() == 400) {
                malformed = true;
            }
        }
        if (malformed) {
            throw new HttpError(
                    400,
                    "malformed_request",
                    "the pieces of the body cannot be read; with Transfer-Encoding: chunked each"
                            + " begins with its size in hexadecimal digits");
        }
        return new IOException("the body broke off", failure);
    }

    private void await() throws IOException {
        var arrived = new CountDownLatch(1);
        source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::countDown));
        long left = patience.until(read) - (System.nanoTime() - begun);
        try {
            if (!arrived.await(Math.max(left, 0), TimeUnit.NANOSECONDS)) {
                tooSlow = tooSlow();
                throw tooSlow;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the body arrived", stopped);
        }
    }

    private HttpError tooSlow() {
        return new HttpError(
                408,
                "body_too_slow",
                "the body came too slowly: "
                        + read
                        + " bytes in "
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)
                        + " seconds; it must be whole after "
                        + patience.whole().toSeconds()
                        + " seconds and come with "
                        + patience.bytesPerSecond()
                        + " bytes a second");
    }
}
