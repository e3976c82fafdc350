package kontor.metrics;

import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import kontor.core.Caller;
import kontor.http.Answer;
import kontor.http.Callers;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.server.Edge;
import kontor.server.Server;

/**
 * {@code GET /metrics} on the loopback address: whoever is on this machine may read it, nobody
 * else.
 */
public final class MetricsServer implements AutoCloseable {

    /** Of the text format of Prometheus. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Nobody signs in here. */
    private static final Callers NOBODY =
            new Callers() {
                @Override
                public Optional<Caller> byToken(String address, String token) {
                    return Optional.empty();
                }

                @Override
                public Optional<Caller> byKey(String address, String accessKey, String secret) {
                    return Optional.empty();
                }
            };

    private final Server server;

    /**
     * Takes a port of the loopback address, for a server that comes later.
     *
     * @param port 0 takes a free one
     */
    public static ServerSocketChannel listen(int port) {
        try {
            return Server.listen("127.0.0.1", port);
        } catch (IllegalStateException taken) {
            throw new IllegalStateException(
                    "cannot listen on 127.0.0.1:"
                            + port
                            + "; set KONTOR_METRICS_PORT to a free port",
                    taken);
        }
    }

    /**
     * @param port as {@link #listen} gives it; closed with the server
     */
    public MetricsServer(ServerSocketChannel port, Metrics metrics) {
        var routes = new Routes();
        routes.add(
                Route.get("/metrics")
                        .probe()
                        .gives(MEDIA_TYPE)
                        .by(_ -> Answer.text(200, MEDIA_TYPE, metrics.text())));
        var pages = new PageTokens(new byte[32]);
        var dispatch = new Dispatch(routes, NOBODY, pages, true, _ -> {});
        server = new Server(port, dispatch, Edge.NONE);
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
