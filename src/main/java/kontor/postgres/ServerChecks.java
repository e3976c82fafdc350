package kontor.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Checks at the start whether a PostgreSQL server is fit for Kontor's data. */
final class ServerChecks {

    private static final int OLDEST = 150_000;

    private ServerChecks() {}

    /** Whether its tables are spread over several servers; asked when its schema is up to date. */
    static boolean isDistributed(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT kontor_is_distributed()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether it is a standby, or takes no changes for another reason. */
    static boolean isReadOnly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean
                                """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether no node is connected to the database; a start has sessions of another name. */
    static boolean isAlone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT NOT EXISTS (SELECT FROM pg_stat_activity
                                    WHERE datname = current_database() AND application_name = 'kontor')
                                """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * @throws CannotStart when its version is too old, its role could pass row-level security, or
     *     its encoding is not UTF-8
     */
    static void refuseUnfit(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT rolname, rolsuper OR rolbypassrls, current_setting('server_version_num')::int,
                                       current_setting('server_encoding'), current_setting('server_version')
                                FROM pg_roles WHERE rolname = current_user
                                """)) {
            row.next();
            refuse(
                    row.getInt(3) < OLDEST,
                    "PostgreSQL 15 or newer is needed, this one is " + row.getString(5) + ".");
            refuse(
                    row.getBoolean(2),
                    "The database role "
                            + row.getString(1)
                            + " is SUPERUSER or BYPASSRLS, so row-level security would not hold;"
                            + " connect as an ordinary role that owns the database.");
            refuse(
                    !"UTF8".equals(row.getString(4)),
                    "The database encoding must be UTF8, it is " + row.getString(4) + ".");
        }
    }

    private static void refuse(boolean unfit, String sentence) {
        if (unfit) {
            throw new CannotStart(sentence);
        }
    }
}
