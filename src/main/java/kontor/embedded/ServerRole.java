package kontor.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import kontor.postgres.CannotStart;

/**
 * The database role in which the running server works. It owns nothing; what it may do is granted
 * when the schema is there.
 */
final class ServerRole {

    private static final String MAKE =
            """
            DO $$ BEGIN
                IF pg_is_in_recovery() THEN
                    RETURN; -- a standby has the roles of its primary
                END IF;
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE %1$s;
                END IF;
                ALTER ROLE %1$s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD '%2$s';
            END $$
            """;

    private ServerRole() {}

    /**
     * @param superuser address of the database for the superuser
     * @param password letters and digits
     */
    static void make(String superuser, String role, String password) {
        try (var connection = DriverManager.getConnection(superuser);
                var statement = connection.createStatement()) {
            statement.execute(MAKE.formatted(role, password));
        } catch (SQLException failed) {
            // Without the statement, which holds the password.
            throw new CannotStart(
                    "The database role " + role + " cannot be made: " + failed.getSQLState() + ".");
        }
    }
}
