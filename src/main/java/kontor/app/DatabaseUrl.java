package kontor.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL server is and how to sign in there.
 *
 * @param jdbc the address as JDBC wants it, user and password included
 */
public record DatabaseUrl(String jdbc) {

    private static final String JDBC = "jdbc:postgresql:";

    /**
     * Reads {@code postgresql://user:password@host:port/database?parameters}, which {@code
     * postgres://} may also begin, or a JDBC address, which is taken as it is.
     *
     * @throws IllegalArgumentException with the rest of the sentence "KONTOR_DATABASE_URL ..."
     */
    static DatabaseUrl parse(String text) {
        if (text.startsWith(JDBC)) {
            if (!text.matches("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?")) {
                throw new IllegalArgumentException(
                        "must look like"
                                + " jdbc:postgresql://host:port/database?user=...&password=...");
            }
            return new DatabaseUrl(text);
        }
        if (!text.matches("postgres(ql)?://.*")) {
            throw new IllegalArgumentException("must begin with postgresql:// or " + JDBC + "//");
        }
        return fromUri(uri(text));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException(
                    "cannot be read: write special characters of the password as %-codes (@ as"
                            + " %40)");
        }
    }

    private static DatabaseUrl fromUri(URI uri) {
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "names no host, or its password has special"
                            + " characters that must be written as %-codes (@ as %40)");
        }
        if (uri.getRawPath().length() < 2 || uri.getRawPath().indexOf('/', 1) > 0) {
            throw new IllegalArgumentException("must name one database after the host");
        }
        var jdbc = new StringBuilder(JDBC).append("//").append(uri.getHost());
        if (uri.getPort() >= 0) {
            jdbc.append(':').append(uri.getPort());
        }
        jdbc.append(uri.getRawPath());
        char separator = '?';
        if (uri.getRawUserInfo() != null) {
            var parts = uri.getRawUserInfo().split(":", 2);
            jdbc.append(separator).append("user=").append(parameter(parts[0]));
            separator = '&';
            if (parts.length == 2) {
                jdbc.append("&password=").append(parameter(parts[1]));
            }
        }
        if (uri.getRawQuery() != null) {
            jdbc.append(separator).append(uri.getRawQuery());
        }
        return new DatabaseUrl(jdbc.toString());
    }

    /** A plus sign stands for itself before the @ but for a space after the question mark. */
    private static String parameter(String rawUserInfo) {
        var plain = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }

    /** An address fit to be shown: whatever could be a password is starred out. */
    static String masked(String url) {
        if (!url.contains("://")) {
            return "(not shown)";
        }
        return url.replaceFirst("://.*@", "://***@")
                .replaceAll("(?i)([a-z]*(?:password|user|secret|token)[a-z]*=)[^&]*", "$1***");
    }

    @Override
    public String toString() {
        return masked(jdbc);
    }
}
