package kontor.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kontor.core.Ids;
import kontor.http.Answer;
import kontor.http.AnswerKind;
import kontor.http.Dispatch;
import kontor.http.Failure;
import kontor.http.MemoryBudget;
import org.eclipse.jetty.http.HttpHeader;
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

    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Pattern CLIENT_ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;
    private final Dispatch dispatch;
    private final MemoryBudget budget;
    private final Connections connections;
    private final Edge edge;
    private final Patience patience;
    private final Cors cors;
    private volatile Consumer<Thread> left = _ -> {};
    private final AtomicBoolean draining = new AtomicBoolean();

    /**
     * @param port 0 takes a free one, told by {@link #port()}
     */
    public Server(String bind, int port, Dispatch dispatch) {
        this(bind, port, dispatch, Edge.NONE);
    }

    /** The same with something in front of it. */
    public Server(String bind, int port, Dispatch dispatch, Edge edge) {
        this(listen(bind, port), dispatch, edge);
    }

    Server(String bind, int port, Dispatch dispatch, Edge edge, Bounds bounds) {
        this(listen(bind, port), dispatch, edge, bounds);
    }

    /** Takes a port, for a server that comes later; whoever calls meanwhile waits for it. */
    public static ServerSocketChannel listen(String bind, int port) {
        try {
            var channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(bind), port));
            return channel;
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "cannot listen on %s:%s (%s); set KONTOR_PORT to a free port and KONTOR_BIND"
                                    .formatted(bind, port, failed.getMessage())
                            + " to an address of this machine",
                    failed);
        }
    }

    /**
     * @param channel as {@link #listen} gives it; closed with the server
     */
    public Server(ServerSocketChannel channel, Dispatch dispatch, Edge edge) {
        this(channel, dispatch, edge, Bounds.usual());
    }

    private Server(ServerSocketChannel channel, Dispatch dispatch, Edge edge, Bounds bounds) {
        this.dispatch = dispatch;
        this.edge = edge;
        this.cors = new Cors(edge);
        this.patience = bounds.body();
        budget = new MemoryBudget(bounds.heap());
        connections = new Connections(bounds, edge::isProxy, worker -> left.accept(worker));
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
        // A server that stops waits no longer for connections on which nothing happens.
        connector.setShutdownIdleTimeout(150);
        connector.addBean(connections);
        jetty.addConnector(connector);
        jetty.setHandler(new GracefulHandler(new Requests()));
        jetty.setErrorHandler(new TransportErrors(LARGEST_HEADERS, this::refuse));
        jetty.setStopTimeout(DRAIN.toMillis());
    }

    /** Tells who works for a client that has gone; again and again while he does. */
    public Server whenClientsLeave(Consumer<Thread> told) {
        left = told;
        return this;
    }

    public void start() {
        try {
            jetty.start();
            connections.start();
        } catch (Exception failed) {
            throw new IllegalStateException("cannot serve: " + failed.getMessage(), failed);
        }
    }

    /** The memory that requests hold. */
    public MemoryBudget budget() {
        return budget;
    }

    /** How many connections clients have. */
    public int openConnections() {
        return connections.size();
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no new request, lets those inside finish, then stops listening. */
    @Override
    public void close() {
        draining.set(true);
        connections.close();
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
            String address = address(request);
            var connection = connections.of(request.getConnectionMetaData().getConnection());
            connection.serves();
            var memory = budget.hold("address " + address);
            var done =
                    Callback.from(
                            callback,
                            () -> {
                                memory.close();
                                connection.served();
                            });
            var reply =
                    cors.isQuestion(request)
                            ? new Dispatch.Reply(Answer.nothing(), dispatch.anonymousLimit(address))
                            : reply(request, requestId, address, memory);
            log(request, reply.answer().status(), requestId);
            if (!isRead(request) || TransportErrors.isTunnel(request)) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            new Sending(request, response, done, connection, requestId).send(reply, cors);
            return true;
        }

        private Dispatch.Reply reply(
                Request request, UUID requestId, String address, MemoryBudget.Hold memory) {
            if (draining.get()) {
                return new Dispatch.Reply(
                        unavailable("shutting down; try again", requestId)
                                .with("Connection", "close"),
                        dispatch.anonymousLimit(address));
            }
            var reply =
                    answer(request, new JettyWire(request, requestId, address, memory, patience));
            boolean fits = memory.answered(size(reply.answer()));
            // What was changed is told in any case: who did it would have to ask otherwise.
            boolean mustBeTold = !request.getMethod().equals("GET");
            return fits || mustBeTold
                    ? reply
                    : new Dispatch.Reply(
                            unavailable(
                                    "too many large answers at once; try again in a moment",
                                    requestId),
                            reply.headers());
        }
    }

    /** Only a read is left when its client leaves: whoever changes something wants it done. */
    private Dispatch.Reply answer(Request request, JettyWire wire) {
        if (!READS.contains(request.getMethod())) {
            return dispatch.answer(wire);
        }
        var connection = connections.of(request.getConnectionMetaData().getConnection());
        connection.works();
        try {
            return dispatch.answer(wire);
        } finally {
            connection.worked();
        }
    }

    private String address(Request request) {
        return edge.client(
                Request.getRemoteAddr(request),
                request.getHeaders().getValuesList("X-Forwarded-For"));
    }

    private static Answer unavailable(String message, UUID requestId) {
        return AnswerKind.JSON.answer(Failure.unavailable(message, requestId));
    }

    private static int size(Answer answer) {
        return switch (answer.body()) {
            case Answer.Body.Bytes(var bytes) -> bytes.length;
            case Answer.Body.Streamed _ -> Sending.STREAM_BUFFER;
        };
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
        try (var rest = new BodyStream(request, Patience.REST, MOST_UNREAD, _ -> {})) {
            rest.skipNBytes(MOST_UNREAD);
            return false;
        } catch (EOFException end) {
            return true;
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

    private void refuse(Request request, Response response, Callback callback, Failure failure) {
        var connection = connections.of(request.getConnectionMetaData().getConnection());
        var limit = dispatch.anonymousLimit(address(request));
        new Sending(request, response, callback, connection, failure.requestId())
                .send(new Dispatch.Reply(AnswerKind.JSON.answer(failure), limit), cors);
    }
}
