package kontor.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import kontor.core.Ids;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty, one virtual thread per request; nothing beyond this file and {@link JettyWire} knows it.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int LARGEST_HEADERS = 16 << 10;

    /** Bytes of a refused request's body that are read so that its connection lives on. */
    private static final int MOST_UNREAD = 64 << 10;

    private static final int STREAM_BUFFER = 32 << 10;

    private static final Pattern CLIENT_ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;
    private final Dispatch dispatch;
    private final AtomicBoolean draining = new AtomicBoolean();

    /**
     * @param port 0 takes a free one, told by {@link #port()}
     */
    public Server(String bind, int port, Dispatch dispatch) {
        this(listen(bind, port), dispatch);
    }

    /** Takes a port, for a server that comes later; whoever calls meanwhile waits for it. */
    public static ServerSocketChannel listen(String bind, int port) {
        try {
            var channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(bind), port));
            return channel;
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "cannot listen on "
                            + bind
                            + ":"
                            + port
                            + " ("
                            + failed.getMessage()
                            + "); set KONTOR_PORT to a free port, and KONTOR_BIND to an address of"
                            + " this machine",
                    failed);
        }
    }

    /**
     * @param channel as {@link #listen} gives it; closed with the server
     */
    public Server(ServerSocketChannel channel, Dispatch dispatch) {
        this.dispatch = dispatch;
        var threads = new QueuedThreadPool(24, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        jetty = new org.eclipse.jetty.server.Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        try {
            connector.open(channel);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        connector.setIdleTimeout(60_000);
        jetty.addConnector(connector);
        jetty.setHandler(new GracefulHandler(new Requests()));
        jetty.setErrorHandler(new TransportErrors());
        jetty.setStopTimeout(DRAIN.toMillis());
    }

    public void start() {
        try {
            jetty.start();
        } catch (Exception failed) {
            throw new IllegalStateException("cannot serve: " + failed.getMessage(), failed);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no new request, lets those inside finish, then stops listening. */
    @Override
    public void close() {
        draining.set(true);
        try {
            jetty.stop();
        } catch (Exception failed) {
            LOG.warn("the HTTP server did not stop cleanly", failed);
        }
    }

    private final class Requests extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            UUID requestId = Ids.next();
            Dispatch.Reply reply;
            if (draining.get()) {
                reply =
                        new Dispatch.Reply(
                                AnswerKind.JSON
                                        .answer(
                                                Failure.unavailable(
                                                        "shutting down; try again", requestId))
                                        .with("Connection", "close"),
                                dispatch.anonymousLimit(request));
            } else {
                reply = dispatch.answer(new JettyWire(request, requestId));
            }
            log(request, reply.answer().status(), requestId);
            if (!isRead(request)) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            send(response, callback, reply, requestId);
            return true;
        }
    }

    /**
     * Whether nothing of the body is left, after reading a little of what a refusal left unread:
     * what remains would end the connection, and a client that is not told would send its next
     * request into it.
     */
    private static boolean isRead(Request request) {
        boolean hasBody =
                request.getLength() > 0
                        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!hasBody) {
            return true;
        }
        if (request.getHeaders().contains(HttpHeader.EXPECT) || request.getLength() > MOST_UNREAD) {
            return request.consumeAvailable();
        }
        try {
            return Content.Source.asInputStream(request).skip(MOST_UNREAD) < MOST_UNREAD;
        } catch (IOException | RuntimeException broken) {
            return false;
        }
    }

    /** A client's own request id is kept beside ours, so that both sides' logs can be joined. */
    private static void log(Request request, int status, UUID requestId) {
        if (LOG.isDebugEnabled()) {
            String theirs = request.getHeaders().get("request-id");
            boolean valid = theirs != null && CLIENT_ID.matcher(theirs).matches();
            LOG.debug(
                    "{} {} {} request-id={} client-request-id={}",
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    status,
                    requestId,
                    valid ? theirs : "-");
        }
    }

    private static void send(
            Response response, Callback callback, Dispatch.Reply reply, UUID requestId) {
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
        switch (answer.body()) {
            case Answer.Body.Bytes(var bytes) -> {
                if (bytes.length == 0) {
                    callback.succeeded();
                    return;
                }
                headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
                response.write(true, ByteBuffer.wrap(bytes), callback);
            }
            case Answer.Body.Streamed(var writer) -> {
                headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
                stream(response, callback, writer, requestId);
            }
        }
    }

    /** Each chunk waits until the client has taken the one before: the memory holds one. */
    private static void stream(
            Response response, Callback callback, Answer.Writer writer, UUID requestId) {
        try {
            var out =
                    new BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BUFFER);
            writer.writeTo(out);
            // Closed only where all is written: an end says that nothing is missing.
            out.close();
            callback.succeeded();
        } catch (IOException | RuntimeException | Error broken) {
            LOG.warn("request {} was answered in part", requestId, broken);
            callback.failed(broken);
        }
    }

    /**
     * What Jetty answers by itself (a malformed request line, headers too large) in our envelope.
     */
    private final class TransportErrors implements Request.Handler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            UUID requestId = Ids.next();
            int status = response.getStatus() < 400 ? 500 : response.getStatus();
            String message =
                    switch (status) {
                        case 503 -> "shutting down; try again";
                        case 431 ->
                                "the request headers are larger than " + LARGEST_HEADERS + " bytes";
                        case 414 -> "the address is too long";
                        default ->
                                status < 500
                                        ? "the request cannot be read as HTTP/1.1"
                                        : Failure.unexpected(requestId);
                    };
            String code =
                    status == 503
                            ? "unavailable"
                            : status < 500 ? "malformed_request" : "internal_error";
            var answer = AnswerKind.JSON.answer(Failure.of(status, code, message, requestId));
            send(
                    response,
                    callback,
                    new Dispatch.Reply(answer, dispatch.anonymousLimit(request)),
                    requestId);
            return true;
        }
    }
}
