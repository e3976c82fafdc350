package kontor.db;

import java.util.regex.Pattern;

/**
 * The form in which SQL is sent. One PostgreSQL gets it as it is written. Where several servers
 * share the organizations (Citus), one kind of statement is told differently, because the common
 * form would cost one server a look into a table for each statement; see
 * docs/decisions/0019-sql-for-several-servers.md.
 */
enum SqlForm {

    /** As it is written. */
    ONE_SERVER {
        @Override
        String of(String sql) {
            return sql;
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
    };

    private static final Pattern ROWS_FROM_ARRAYS =
            Pattern.compile("(?s)(INSERT INTO [^;]*?\\bSELECT ):org(,[^;]*?\\bFROM )(?=unnest\\()");

    private static final String FROM_ITS_ROW =
            "(SELECT organization_id FROM feeds WHERE organization_id = :org) AS w CROSS JOIN ";

    abstract String of(String sql);
}
