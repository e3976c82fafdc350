package kontor.passkeys;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who this Kontor is to authenticators.
 *
 * @param id the name of its host, to which passkeys are bound
 * @param origin the only address whose pages may use them
 */
public record RelyingParty(String id, String origin) {

    private static final String LOCAL = "localhost";
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    /**
     * Empty where browsers make no passkeys: under an IP address, and without TLS but on the
     * machine itself, which is then known as localhost.
     *
     * @param base the address that people know this Kontor by
     */
    public static Optional<RelyingParty> of(URI base) {
        if (base.getHost() == null) {
            return Optional.empty();
        }
        String host = base.getHost().toLowerCase(Locale.ROOT);
        String name = LOOPBACK.matcher(host).matches() ? LOCAL : host;
        boolean isSecure = "https".equals(base.getScheme()) || name.equals(LOCAL);
        return ADDRESS.matcher(name).matches() || !isSecure
                ? Optional.empty()
                : Optional.of(new RelyingParty(name, origin(base, name)));
    }

    private static String origin(URI base, String name) {
        int port = base.getPort();
        boolean isUsual = port < 0 || port == (base.getScheme().equals("https") ? 443 : 80);
        return base.getScheme() + "://" + name + (isUsual ? "" : ":" + port);
    }

    /** Whether a page under this address can use passkeys. */
    public boolean isAt(String host) {
        return origin.endsWith("://" + host.toLowerCase(Locale.ROOT));
    }
}
