package kontor.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL server is and how to sign in there. Where several hosts are named, and also
 * where one name leads to several, the one that takes changes is wanted unless the address says
 * otherwise.
 *
 * @param jdbc the address as JDBC wants it, user and password included
 * @param owner the same for the role that owns the schema and migrates it; where it is empty the
 *     first one does, if it can
 */
public record DatabaseUrl(String jdbc, Optional<String> owner) {

    public DatabaseUrl(String jdbc) {
        this(jdbc, Optional.empty());
    }

    public DatabaseUrl ownedBy(Optional<DatabaseUrl> other) {
        return new DatabaseUrl(jdbc, other.map(DatabaseUrl::jdbc));
    }

    private static final String JDBC = "jdbc:postgresql:";
    private static final String PRIMARY = "targetServerType=primary";
    private static final int LAST_PORT = 65535;

    /** User and password, hosts, database, parameters. */
    private static final Pattern URI =
            Pattern.compile(
                    "postgres(?:ql)?://(?:([^/?#@]*)@)?([^/?#@]*)(/[^?#]*)?(?:[?]([^#]*))?");

    private static final Pattern HOST =
            Pattern.compile(
                    "(\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    /** What PostgreSQL's own programs call otherwise than its JDBC driver. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "target_session_attrs", "targetServerType",
                    "connect_timeout", "connectTimeout",
                    "application_name", "ApplicationName");

    private static final Map<String, String> SERVERS =
            Map.of(
                    "read-write", "primary",
                    "read-only", "secondary",
                    "standby", "secondary",
                    "prefer-standby", "preferSecondary");

    /**
     * Reads {@code postgresql://user:password@host:port,host:port/database?parameters}, which
     * {@code postgres://} may also begin, or a JDBC address, which is taken as it is.
     *
     * @throws IllegalArgumentException with the rest of the sentence "KONTOR_DATABASE_URL ..."
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith(JDBC)) {
            if (!text.matches("jdbc:postgresql://[^/?@]+/[^/?]+(\\?.*)?")) {
                throw new IllegalArgumentException(
                        "must look like"
                                + " jdbc:postgresql://host:port/database?user=...&password=...");
            }
            return preferringPrimary(text);
        }
        if (!text.matches("postgres(ql)?://.*")) {
            throw new IllegalArgumentException("must begin with postgresql:// or " + JDBC + "//");
        }
        return preferringPrimary(fromUri(text));
    }

    private static DatabaseUrl preferringPrimary(String jdbc) {
        if (jdbc.contains("targetServerType=")) {
            return new DatabaseUrl(jdbc);
        }
        return new DatabaseUrl(jdbc + (jdbc.contains("?") ? "&" : "?") + PRIMARY);
    }

    private static String fromUri(String text) {
        var uri = URI.matcher(text);
        if (!uri.matches() || text.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException(
                    "cannot be read: write special characters of the password as %-codes (@ as"
                            + " %40)");
        }
        String path = uri.group(3) == null ? "" : uri.group(3);
        if (path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException("must name one database after the host");
        }
        String address = JDBC + "//" + hosts(uri.group(2)) + path;
        var parameters = parameters(uri.group(1), uri.group(4));
        return parameters.isEmpty() ? address : address + "?" + String.join("&", parameters);
    }

    private static List<String> parameters(@Nullable String userInfo, @Nullable String query) {
        var parameters = new ArrayList<String>();
        if (userInfo != null) {
            var parts = userInfo.split(":", 2);
            parameters.add("user=" + parameter(parts[0]));
            if (parts.length == 2) {
                parameters.add("password=" + parameter(parts[1]));
            }
        }
        if (query != null && !query.isEmpty()) {
            List.of(query.split("&")).forEach(one -> parameters.add(renamed(one)));
        }
        return parameters;
    }

    private static String hosts(String text) {
        for (String one : text.split(",", -1)) {
            var host = HOST.matcher(one);
            if (!host.matches()) {
                throw new IllegalArgumentException(
                        "names no host, or its password has special characters that must be"
                                + " written as %-codes (@ as %40)");
            }
            if (host.group(2) != null
                    && (Integer.parseInt(host.group(2)) > LAST_PORT
                            || Integer.parseInt(host.group(2)) == 0)) {
                throw new IllegalArgumentException("has a port beyond 1 to " + LAST_PORT);
            }
        }
        return text;
    }

    private static String renamed(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        if (name.equals("target_session_attrs")) {
            value = SERVERS.getOrDefault(value, value);
        }
        return equals < 0 ? name : NAMES.getOrDefault(name, name) + "=" + value;
    }

    /** A plus sign stands for itself before the @ but for a space after the question mark. */
    private static String parameter(String rawUserInfo) {
        try {
            var plain = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
            return URLEncoder.encode(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "has a % in user or password that begins no %-code; write it as %25");
        }
    }

    /** An address fit to be shown: whatever could be a password is starred out. */
    public static String masked(String url) {
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
