package kontor.openid;

import java.net.URI;
import java.util.regex.Pattern;
import kontor.secrets.Secret;

/**
 * The provider by which people sign in.
 *
 * @param issuer as it names itself, letter by letter
 * @param client as which it knows this Kontor
 * @param name on the button
 * @param isSecondFactor whether whoever comes from it has shown two factors, though it does not say
 *     so
 */
public record Provider(
        URI issuer, String client, Secret secret, String name, boolean isSecondFactor) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public Provider {
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException(
                    "the issuer " + issuer + " must be an https:// address without a query");
        }
    }

    /** Over TLS, or on this machine. */
    public static boolean isSafe(URI address) {
        return address.getHost() != null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.getRawUserInfo() == null
                && ("https".equals(address.getScheme())
                        || "http".equals(address.getScheme())
                                && LOOPBACK.matcher(address.getHost()).matches());
    }

    URI discovery() {
        return URI.create(
                issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }
}
