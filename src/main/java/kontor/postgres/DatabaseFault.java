package kontor.postgres;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a database cannot be used, in the same words at the start and while Kontor works.
 *
 * @param passes it may be gone in a moment: the server is starting, stopping, busy or away
 * @param sentence what is wrong and the cure, without a password
 */
record DatabaseFault(boolean passes, String sentence) {

    /** Refused by name, password or pg_hba.conf. */
    private static final Set<String> SIGN_IN = Set.of("28P01", "28000");

    private static final String NO_DATABASE = "3D000";

    /** The server's own limit, that of the database, or that of the role. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** How the driver speaks of certificates, their files, and the mode. */
    private static final Pattern TLS_WORDS =
            Pattern.compile("hostnameverifier|SSL |SSL$|sslmode|sslrootcert");

    private static final String PROTOCOL_VIOLATION = "08P01";

    /** The driver's word for what it looks for among the hosts. */
    private static final String SERVER_TYPE = "targetServerType";

    static DatabaseFault of(SQLException failed, String jdbcUrl, Duration waited) {
        String where = address(jdbcUrl);
        return isOfTls(failed) ? ofTls(failed, where) : ofServer(failed, where, waited);
    }

    private static DatabaseFault ofServer(SQLException failed, String where, Duration waited) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        if (SIGN_IN.contains(state)) {
            return lasting(
                    "PostgreSQL at %s does not let Kontor in: %s. Check user and password in"
                            + " KONTOR_DATABASE_URL, and pg_hba.conf.",
                    where, words(failed));
        }
        if (state.equals(NO_DATABASE)) {
            return lasting(
                    "PostgreSQL at %s has no such database: %s. Create it, or name another in"
                            + " KONTOR_DATABASE_URL.",
                    where, words(failed));
        }
        var unknown = cause(failed, UnknownHostException.class);
        if (unknown != null) {
            return lasting(
                    "The host of %s is not known: %s. Check KONTOR_DATABASE_URL.",
                    where, String.valueOf(unknown.getMessage()));
        }
        return isOfTls(failed) ? ofTls(failed, where) : unreached(failed, where, waited);
    }

    private static boolean isOfTls(SQLException failed) {
        return cause(failed, SSLException.class) != null || TLS_WORDS.matcher(words(failed)).find();
    }

    /** Among several hosts another may be the one, when it has started. */
    private static DatabaseFault ofTls(SQLException failed, String where) {
        String sentence;
        if (words(failed).contains("hostname")) {
            sentence =
                    "The certificate of PostgreSQL at %s is for another name. Connect by a name"
                            + " that stands in it, or give the server one for this name.";
        } else if (cause(failed, CertPathBuilderException.class) != null) {
            sentence =
                    "The certificate of PostgreSQL at %s is not signed by the one in sslrootcert."
                        + " Name the file of the authority that signed it in KONTOR_DATABASE_URL.";
        } else {
            sentence =
                    "PostgreSQL at %s cannot be reached by TLS: %s. Check sslmode and sslrootcert"
                            + " in KONTOR_DATABASE_URL.";
        }
        return new DatabaseFault(where.contains(","), sentence.formatted(where, words(failed)));
    }

    private static DatabaseFault unreached(SQLException failed, String where, Duration waited) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        if (isSilence(failed)) {
            return passing(
                    "PostgreSQL at %s gives no answer within %d s.",
                    where, Math.max(1, waited.toSeconds()));
        }
        if (cause(failed, ConnectException.class) != null) {
            return passing(
                    "PostgreSQL at %s refuses connections. Check that it runs, and the port in"
                            + " KONTOR_DATABASE_URL.",
                    where);
        }
        if (words(failed).contains(SERVER_TYPE)) {
            return new DatabaseFault(true, readOnly(where));
        }
        return state.equals(TOO_MANY_CONNECTIONS) ? full(failed, where) : lost(failed, where);
    }

    private static DatabaseFault full(SQLException failed, String where) {
        return passing(
                "PostgreSQL at %s has no connection free: %s. Raise max_connections, or end what"
                        + " holds them.",
                where, words(failed));
    }

    private static DatabaseFault lost(SQLException failed, String where) {
        if (SqlState.connectionLost(failed)) {
            return new DatabaseFault(
                    !PROTOCOL_VIOLATION.equals(failed.getSQLState()),
                    "PostgreSQL at %s cannot be reached: %s.".formatted(where, words(failed)));
        }
        return lasting("PostgreSQL at %s cannot be used: %s.", where, words(failed));
    }

    /** A server that can be asked, and that only reads. */
    static DatabaseFault ofReadOnly(String jdbcUrl) {
        return new DatabaseFault(false, readOnly(address(jdbcUrl)));
    }

    private static String readOnly(String where) {
        return "PostgreSQL at %s takes no changes: it is a standby or read only. Name all hosts in"
                        .formatted(where)
                + " KONTOR_DATABASE_URL and Kontor finds the primary; or end what keeps it read"
                + " only.";
    }

    private static DatabaseFault lasting(String form, Object... words) {
        return new DatabaseFault(false, form.formatted(words));
    }

    private static DatabaseFault passing(String form, Object... words) {
        return new DatabaseFault(true, form.formatted(words));
    }

    CannotStart exception() {
        return new CannotStart(sentence);
    }

    /** Nothing came in time; not that something wrong came. */
    static boolean isSilence(SQLException failed) {
        return cause(failed, SocketTimeoutException.class) != null
                || words(failed).contains("attempt timed out");
    }

    /** Host, port and database; a JDBC address has its passwords behind the question mark. */
    private static String address(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:postgresql:/*", "")
                .replaceFirst("[?].*$", "")
                .replaceFirst("^.*@", "");
    }

    /** The server's own words, or the driver's, on one line. */
    static String words(SQLException failed) {
        return String.valueOf(failed.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^(FATAL|ERROR): ", "")
                .replaceFirst("[. ]+$", "");
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failed, Class<T> kind) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
