package kontor.visits;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receives people with a browser: who it is, and whether a change is really theirs.
 *
 * @param site whose pages may send changes
 */
public record Reception(Visitors visitors, OwnSite site) {

    /** A page that asks by itself sends this header; it keeps nobody signed in. */
    public static final String POLL = "Kontor-Poll";

    /** Where nobody can sign in. */
    public static final Reception CLOSED =
            new Reception(Visitors.NOBODY, new OwnSite(URI.create("http://localhost")));

    private static final String LOGIN = "/login";

    /**
     * What the browser asks for.
     *
     * @param rawQuery empty where there is none
     */
    public record Asked(
            String method,
            String path,
            String rawQuery,
            Function<String, @Nullable String> header) {

        boolean isRead() {
            return method.equals("GET");
        }

        /** A script asks for a part of a page that is open. */
        boolean isPart() {
            return header.apply("HX-Request") != null;
        }
    }

    /**
     * @throws ForeignForm where another site had the browser send a change
     */
    public Optional<Visitor> visitor(Asked asked) {
        if (!asked.isRead()) {
            site.require(
                    asked.header.apply("Sec-Fetch-Site"),
                    asked.header.apply("Origin"),
                    asked.header.apply("Host"));
        }
        boolean isUse = asked.header.apply(POLL) == null;
        return visitors.by(Cookies.of(asked.header.apply("Cookie")), isUse);
    }

    /** Where somebody must be signed in: a page comes after that, a change is sent again. */
    public static SignedOut signInFirst(Asked asked) {
        String to = LOGIN;
        if (asked.isRead()) {
            String query = asked.rawQuery.isEmpty() ? "" : "?" + asked.rawQuery;
            to += "?next=" + URLEncoder.encode(asked.path + query, StandardCharsets.UTF_8);
        }
        return new SignedOut(to, asked.isRead() && !asked.isPart(), asked.isPart());
    }
}
