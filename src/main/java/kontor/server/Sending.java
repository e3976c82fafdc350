package kontor.server;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import kontor.http.Answer;
import kontor.http.Dispatch;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer on its way to the client. */
record Sending(
        Request request,
        Response response,
        Callback callback,
        Connections.Watched connection,
        UUID requestId) {

    /** What is collected before it is given to the connection. */
    static final int STREAM_BUFFER = 32 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    void send(Dispatch.Reply reply, Cors cors) {
        Answer answer = reply.answer();
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        headers.put("request-id", requestId.toString());
        reply.headers().forEach(headers::put);
        var own = new HashSet<String>();
        for (var header : answer.headers()) {
            if (own.add(header.name().toLowerCase(Locale.ROOT))) {
                headers.put(header.name(), header.value());
            } else {
                headers.add(header.name(), header.value());
            }
        }
        ofEvery(headers, answer);
        cors.tell(request, headers);
        body(answer);
    }

    /** What keeps browsers and caches from doing more with an answer than it is meant for. */
    private static void ofEvery(HttpFields.Mutable headers, Answer answer) {
        headers.put("X-Content-Type-Options", "nosniff");
        if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
            headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        boolean page = answer.contentType().startsWith("text/html");
        if (page && !headers.contains("Content-Security-Policy")) {
            headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }

    private void body(Answer answer) {
        var headers = response.getHeaders();
        switch (answer.body()) {
            case Answer.Body.Bytes(var bytes) -> {
                if (bytes.length == 0) {
                    callback.succeeded();
                    return;
                }
                headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
                var sent = inGzip(answer) ? Compression.of(bytes, headers) : bytes;
                connection.gives(sent.length);
                response.write(true, ByteBuffer.wrap(sent), callback);
            }
            case Answer.Body.Streamed(var writer) -> {
                headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
                if (request.getMethod().equals("HEAD")) {
                    callback.succeeded();
                    return;
                }
                stream(writer, inGzip(answer));
            }
        }
    }

    /** Each chunk waits until the client has taken the one before: the memory holds one. */
    private void stream(Answer.Writer writer, boolean inGzip) {
        try {
            OutputStream watched =
                    new BufferedOutputStream(
                            new WatchedStream(Content.Sink.asOutputStream(response), connection),
                            STREAM_BUFFER);
            var out = inGzip ? Compression.of(watched, response.getHeaders()) : watched;
            writer.writeTo(out);
            // Closed only where all is written: an end says that nothing is missing.
            out.close();
            callback.succeeded();
        } catch (IOException | RuntimeException | Error broken) {
            LOG.warn("request {} was answered in part", requestId, broken);
            callback.failed(broken);
        }
    }

    /** Has the connection watched while a piece waits for the client. */
    private static final class WatchedStream extends FilterOutputStream {

        private final Connections.Watched connection;

        WatchedStream(OutputStream out, Connections.Watched connection) {
            super(out);
            this.connection = connection;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            connection.gives(length);
            out.write(bytes, from, length);
            connection.taken();
        }
    }

    private boolean inGzip(Answer answer) {
        return answer.header("Content-Encoding").isEmpty()
                && Compression.isWanted(request, answer.contentType());
    }
}
