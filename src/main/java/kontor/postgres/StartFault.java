package kontor.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a start could not use a database.
 *
 * @param passes it may be gone in a moment: the server is starting, stopping, busy or away
 * @param sentence what is wrong and the cure, without a password
 */
record StartFault(boolean passes, String sentence) {

    /** Refused by name, password or pg_hba.conf. */
    private static final Set<String> SIGN_IN = Set.of("28P01", "28000");

    private static final String NO_DATABASE = "3D000";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    static StartFault of(SQLException failed, String jdbcUrl) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        String where = address(jdbcUrl);
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
        return unreached(failed, where);
    }

    private static StartFault unreached(SQLException failed, String where) {
        String state = Objects.requireNonNullElse(failed.getSQLState(), "");
        var unknown = unknownHost(failed);
        if (unknown != null) {
            return lasting(
                    "The host of %s is not known: %s. Check KONTOR_DATABASE_URL.",
                    where, String.valueOf(unknown.getMessage()));
        }
        if (SqlState.connectionLost(failed) || state.equals(TOO_MANY_CONNECTIONS)) {
            return new StartFault(
                    !state.equals("08P01"),
                    "PostgreSQL at %s cannot be reached: %s.".formatted(where, words(failed)));
        }
        return lasting("PostgreSQL at %s cannot be used: %s.", where, words(failed));
    }

    private static StartFault lasting(String form, Object... words) {
        return new StartFault(false, form.formatted(words));
    }

    CannotStart exception() {
        return new CannotStart(sentence);
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

    private static @Nullable UnknownHostException unknownHost(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException unknown) {
                return unknown;
            }
        }
        return null;
    }
}
