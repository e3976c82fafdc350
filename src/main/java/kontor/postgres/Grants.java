package kontor.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the role of the running server may do in a schema that another role owns: read and write
 * rows, and of the feed only append, move its end on, and erase payloads (decision 0035).
 */
final class Grants {

    /** One node at a time, since PostgreSQL refuses two that change the same rights at once. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(1802463092)";

    private static final String GIVE =
            """
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public, testbank TO %1$s;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, testbank TO %1$s;
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, testbank TO %1$s;
            REVOKE INSERT, UPDATE, DELETE ON schema_history FROM %1$s;
            REVOKE UPDATE, DELETE ON events FROM %1$s;
            GRANT UPDATE (snapshot, message, details) ON events TO %1$s;
            REVOKE UPDATE, DELETE ON feeds FROM %1$s;
            GRANT UPDATE (position, digest) ON feeds TO %1$s
            """;

    /** Most starts find that nothing is to be given, and then nothing is changed. */
    private static final String GIVEN =
            """
            SELECT NOT has_table_privilege(r.name, 'events', 'UPDATE')
                AND NOT has_table_privilege(r.name, 'events', 'DELETE')
                AND NOT has_table_privilege(r.name, 'feeds', 'DELETE')
                AND NOT EXISTS (SELECT FROM pg_class c
                    WHERE c.relnamespace IN ('public'::regnamespace, 'testbank'::regnamespace)
                        AND c.relkind IN ('r', 'p') AND NOT has_table_privilege(r.name, c.oid, 'SELECT'))
            FROM (SELECT ?::name AS name) AS r
            """;

    private static final String OWNER =
            """
            SELECT pg_get_userbyid(relowner), current_user, pg_has_role(current_user, relowner, 'MEMBER')
            FROM pg_class WHERE oid = to_regclass('events')
            """;

    private Grants() {}

    /**
     * @param owner connected as the role that owns the schema
     * @param role of the running server
     */
    static void give(Connection owner, String role) throws SQLException {
        if (isGiven(owner, role)) {
            return;
        }
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute(LOCK);
            statement.execute(GIVE.formatted(statement.enquoteIdentifier(role, true)));
            owner.commit();
        } finally {
            owner.setAutoCommit(true);
        }
    }

    private static boolean isGiven(Connection owner, String role) throws SQLException {
        try (var statement = owner.prepareStatement(GIVEN)) {
            statement.setString(1, role);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    static String role(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user::text")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Whether the role of the connection could change the schema, as its owner can. */
    static boolean isOwner(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(OWNER)) {
            return row.next() && row.getBoolean(3);
        }
    }
}
