package kontor.sessions;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.secrets.Secret;
import kontor.visits.Cookies;
import kontor.visits.HostCookie;

/**
 * The cookie of a session.
 *
 * @param base the address that people know this Kontor by
 */
public record SessionCookie(URI base) {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** What the browser sent, where it has the form of a secret. */
    public Optional<Secret> secret(Cookies cookies) {
        return cookie().value(cookies)
                .filter(text -> SECRET.matcher(text).matches())
                .map(Secret::new);
    }

    /**
     * The header that gives the browser the secret, until it is closed.
     *
     * @param host the header Host of the request
     */
    public String give(Secret secret, Optional<String> host) {
        return cookie().give(secret.text(), host);
    }

    /** The header that takes it away. */
    public String take(Optional<String> host) {
        return cookie().take(host);
    }

    private HostCookie cookie() {
        return new HostCookie(base, "kontor");
    }
}
