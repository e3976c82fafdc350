package kontor.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in front of the server: proxies that are believed when they say whom they speak for,
 * and the pages of other origins that may call from a browser.
 *
 * @param proxies networks whose word in {@code X-Forwarded-For} counts
 * @param origins patterns of origins; {@code *} stands for a port
 */
public record Edge(List<Network> proxies, List<String> origins) {

    /** Nobody in front, and no browser of another origin. */
    public static final Edge NONE = new Edge(List.of(), List.of());

    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:([0-9]{1,5}|\\*))?");

    public Edge {
        proxies = List.copyOf(proxies);
        origins = List.copyOf(origins);
    }

    /**
     * Addresses that begin with the same bits.
     *
     * @param bits how many of them, 0 to 32 or to 128
     */
    public record Network(InetAddress address, int bits) {

        /**
         * @param text such as {@code 10.0.0.0/8}, {@code ::1} or {@code 192.0.2.7}
         * @throws IllegalArgumentException when it is neither address nor network
         */
        public static Network parse(String text) {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException("a network of " + bits + " bits");
            }
            return new Network(address, bits);
        }

        boolean holds(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
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
}
