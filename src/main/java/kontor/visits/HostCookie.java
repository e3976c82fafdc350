package kontor.visits;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cookie of this host alone. Its name begins with {@code __Host-}, so that browsers take it only
 * over TLS; on the machine itself, without TLS, it has its plain name. No script reads it, and
 * other sites send it only by a link to a page.
 *
 * @param base the address that people know this Kontor by
 * @param name without a prefix
 */
public record HostCookie(URI base, String name) {

    private static final Pattern HERE =
            Pattern.compile("(localhost|127\\.[0-9.]{5,11}|\\[::1])(:[0-9]{1,5})?");

    /** What the browser sent. */
    public Optional<String> value(Cookies cookies) {
        var plain = isSafe() ? Optional.<String>empty() : cookies.value(name);
        return cookies.value(safeName()).or(() -> plain);
    }

    /**
     * The header that gives it to the browser, until that is closed.
     *
     * @param host the header Host of the request
     */
    public String give(String value, Optional<String> host) {
        return cookie(host, value, "");
    }

    /** The same for so long. */
    public String give(String value, Optional<String> host, Duration good) {
        return cookie(host, value, "; Max-Age=" + good.toSeconds());
    }

    /** The header that takes it away. */
    public String take(Optional<String> host) {
        return cookie(host, "", "; Max-Age=0");
    }

    private String cookie(Optional<String> host, String value, String more) {
        boolean here = !isSafe() && host.filter(one -> HERE.matcher(one).matches()).isPresent();
        return (here ? name : safeName())
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (here ? "" : "; Secure")
                + more;
    }

    private String safeName() {
        return "__Host-" + name;
    }

    private boolean isSafe() {
        return "https".equals(base.getScheme());
    }
}
