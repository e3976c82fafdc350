package kontor.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Maps;
import kontor.db.Transactions.Kind;

/**
 * The form in which SQL is sent. One PostgreSQL gets it as it is written. Where several servers
 * share the organizations (Citus), two kinds of statement are told differently: rows from arrays,
 * because the common form would cost one server a look into a table for each statement, and the
 * first one of a transaction, whose settings reach the other servers as literals only; see
 * docs/decisions/0019-sql-for-several-servers.md.
 */
enum SqlForm {

    /** As it is written. */
    ONE_SERVER {
        @Override
        String of(String sql) {
            return sql;
        }

        @Override
        Statement opened(Connection connection, Kind kind, boolean anew, UUID organization)
                throws SQLException {
            var statement =
                    connection.prepareStatement(Maps.required(anew ? ANEW : PREPARED, kind));
            statement.setString(1, organization.toString());
            statement.setObject(2, organization);
            statement.execute();
            return statement;
        }
    },

    /**
     * Rows that come from arrays take their organization from a row of its own, so that the server
     * that has it takes the statement whole. Every organization has a feed.
     */
    SEVERAL_SERVERS {
        @Override
        String of(String sql) {
            return ROWS_FROM_ARRAYS
                    .matcher(sql)
                    .replaceFirst("$1w.organization_id$2" + FROM_ITS_ROW);
        }

        /** A kept plan could not say which server has the organization. */
        @Override
        Statement opened(Connection connection, Kind kind, boolean anew, UUID organization)
                throws SQLException {
            var known =
                    switch (kind) {
                        case WRITE, CHANGE -> Kind.WRITE;
                        case READ, FIND -> Kind.READ;
                    };
            var statement = connection.createStatement();
            statement.execute(LITERAL.formatted(known.isolation, known.settings, organization));
            return statement;
        }
    };

    private static final Map<Kind, String> PREPARED = prepared("");

    /** Last, since the moment that a read sees begins with it. */
    private static final Map<Kind, String> ANEW = prepared("DISCARD PLANS;");

    private static Map<Kind, String> prepared(String last) {
        return Stream.of(Kind.values())
                .collect(
                        Collectors.toUnmodifiableMap(
                                Function.identity(), kind -> prepared(kind, last)));
    }

    private static String prepared(Kind kind, String last) {
        return """
        %s
        SELECT clock_offset_seconds, metadata_keys > 0, zone,
            set_config('kontor.organization', ?, true)
        FROM organizations WHERE id = ?;
        %s %s
        """
                .formatted(kind.isolation, kind.settings, last);
    }

    private static final String LITERAL =
            """
            %1$s
            %2$s
            SET LOCAL kontor.organization = '%3$s';
            SELECT clock_offset_seconds, metadata_keys > 0, zone FROM organizations WHERE id = '%3$s'
            """;

    private static final Pattern ROWS_FROM_ARRAYS =
            Pattern.compile("(?s)(INSERT INTO [^;]*?\\bSELECT ):org(,[^;]*?\\bFROM )(?=unnest\\()");

    private static final String FROM_ITS_ROW =
            "(SELECT organization_id FROM feeds WHERE organization_id = :org) AS w CROSS JOIN ";

    abstract String of(String sql);

    /**
     * Begins a transaction: names the organization to row-level security and reads what every
     * transaction needs of it, in one round trip.
     *
     * @param anew what the connection has planned before is forgotten
     * @return one of its results has a row of the clock's offset, whether there are metadata keys
     *     and the time zone, or none where there is no such organization
     */
    abstract Statement opened(Connection connection, Kind kind, boolean anew, UUID organization)
            throws SQLException;
}
