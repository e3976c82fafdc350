package kontor.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import kontor.addresses.Network;
import kontor.server.Edge;
import org.jspecify.annotations.Nullable;

/** Where Kontor is reached, and by whom. */
record Reached(
        int port,
        InetAddress bind,
        Optional<URI> baseUrl,
        List<Network> proxies,
        List<String> origins) {

    /** Pages that developers have on their own machine. */
    private static final List<String> OF_SANDBOX =
            List.of("http://localhost:*", "http://127.0.0.1:*");

    static @Nullable Reached read(Reader reader) {
        var port = reader.read(Setting.KONTOR_PORT, Values::port);
        var bind = reader.read(Setting.KONTOR_BIND, Values::address);
        var baseUrl = reader.read(Setting.KONTOR_BASE_URL, Values.optional(Edge::webAddress));
        var proxies = reader.read(Setting.KONTOR_TRUSTED_PROXIES, Values::networks);
        var origins = reader.read(Setting.KONTOR_ORIGINS, Values::origins);
        if (port == null || bind == null || baseUrl == null || proxies == null || origins == null) {
            return null;
        }
        var reached = new Reached(port, bind, baseUrl, proxies, origins);
        reached.refusePlain(reader);
        return reached;
    }

    Edge edge(boolean sandbox) {
        return new Edge(proxies, origins.isEmpty() && sandbox ? OF_SANDBOX : origins);
    }

    /**
     * Secrets are in every request: where others than this machine can send one, it must be known
     * that they come over TLS.
     */
    private void refusePlain(Reader reader) {
        boolean isSafe =
                bind.isLoopbackAddress()
                        || !proxies.isEmpty()
                        || baseUrl.filter(uri -> uri.getScheme().equals("https")).isPresent();
        if (!isSafe) {
            reader.sentences()
                    .add(
                            Setting.KONTOR_BIND
                                    + " is \""
                                    + bind.getHostAddress()
                                    + "\", where other machines would send secrets over plain"
                                    + " HTTP: put a proxy with TLS in front and set "
                                    + Setting.KONTOR_BASE_URL
                                    + " to its https:// address, or "
                                    + Setting.KONTOR_TRUSTED_PROXIES
                                    + " to its address.");
        }
    }
}
