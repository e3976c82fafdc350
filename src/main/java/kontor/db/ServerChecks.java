package kontor.db;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Checks at the start whether a PostgreSQL server is fit for Kontor's data. */
final class ServerChecks {

    private static final int OLDEST = 150_000;

    private ServerChecks() {}

    /** In which form SQL is sent to it; asked when its schema is up to date. */
    static SqlForm form(DataSource pool) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT kontor_is_distributed()")) {
            row.next();
            return row.getBoolean(1) ? SqlForm.SEVERAL_SERVERS : SqlForm.ONE_SERVER;
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        }
    }

    /**
     * @throws IllegalStateException when its version is too old, its role could pass row-level
     *     security, or its encoding is not UTF-8
     */
    static void refuseUnsafe(DataSource pool) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT rolname, rolsuper, rolbypassrls, current_setting('server_version_num')::int,
                                       current_setting('server_encoding')
                                FROM pg_roles WHERE rolname = current_user
                                """)) {
            row.next();
            if (row.getInt(4) < OLDEST) {
                throw new IllegalStateException(
                        "PostgreSQL 15 or newer is needed, this one is " + row.getInt(4));
            }
            if (row.getBoolean(2) || row.getBoolean(3)) {
                throw new IllegalStateException(
                        "the database role "
                                + row.getString(1)
                                + " is SUPERUSER or BYPASSRLS, so row-level security would not"
                                + " hold; connect as an ordinary role that owns the database");
            }
            if (!"UTF8".equals(row.getString(5))) {
                throw new IllegalStateException(
                        "the database encoding must be UTF8, it is " + row.getString(5));
            }
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        }
    }
}
