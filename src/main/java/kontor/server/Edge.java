package kontor.server;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kontor.addresses.Network;

/**
 * What stands in front of the server: proxies that are believed when they say whom they speak for,
 * and the pages of other origins that may call from a browser.
 *
 * @param proxies networks whose word in {@code X-Forwarded-For} counts
 * @param origins patterns of origins; {@code *} stands for a port
 */
public record Edge(List<Network> proxies, List<String> origins) {

    private static final int LAST_PORT = 65535;

    /** Nobody in front, and no browser of another origin. */
    public static final Edge NONE = new Edge(List.of(), List.of());

    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:([0-9]{1,5}|\\*))?");

    public Edge {
        proxies = List.copyOf(proxies);
        origins = List.copyOf(origins);
    }

    /** Whether what this address says of its clients is believed. */
    boolean isProxy(String address) {
        return !proxies.isEmpty() && parsed(address).stream().anyMatch(this::isProxy);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.holds(address));
    }

    /**
     * The client in front of the proxies: the last address of {@code X-Forwarded-For} that is no
     * proxy. What stands before it is the client's own word.
     *
     * @param forwarded the values of the header, in order
     */
    String client(String peer, List<String> forwarded) {
        if (!isProxy(peer)) {
            return peer;
        }
        var hops = new ArrayList<String>();
        forwarded.forEach(value -> hops.addAll(List.of(value.split(","))));
        String client = peer;
        for (String hop : hops.reversed()) {
            var address = parsed(hop.strip());
            if (address.isEmpty()) {
                break;
            }
            client = address.getFirst().getHostAddress();
            if (!isProxy(address.getFirst())) {
                break;
            }
        }
        return client;
    }

    /** Empty where it is no numeric address. */
    private static List<InetAddress> parsed(String text) {
        try {
            return List.of(InetAddress.ofLiteral(text.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /**
     * @throws IllegalArgumentException when it is not scheme, host and perhaps a port
     */
    public static String origin(String text) {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException("not an origin: " + text);
        }
        return text;
    }

    /** Whether pages of this origin may call. */
    boolean allows(String origin) {
        return origins.stream().anyMatch(pattern -> matches(pattern, origin));
    }

    private static boolean matches(String pattern, String origin) {
        if (!pattern.endsWith(":*")) {
            return pattern.equals(origin);
        }
        String host = pattern.substring(0, pattern.length() - 2);
        return origin.equals(host)
                || origin.startsWith(host + ":")
                        && origin.substring(host.length() + 1).matches("[0-9]{1,5}");
    }

    /**
     * @throws IllegalArgumentException with the rest of a sentence when it is no base address
     */
    public static URI webAddress(String text) {
        var form = "must look like https://pay.example.com, without user, query and fragment";
        if (!text.matches("https?://[^/@?#\\s]+(/[^@?#\\s]*)?")) {
            throw new IllegalArgumentException(form);
        }
        var uri = URI.create(text.replaceFirst("/+$", ""));
        if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException(form);
        }
        return uri;
    }
}
