package kontor.reporting;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of what statements say of their place among others. */
final class GapTable {

    private static final UUID NONE = new UUID(0, 0);

    /** Notes that a statement was told again under other numbers. */
    void repeat(Tx tx, UUID account, LocalDate asOf, long legal, long electronic) {
        tx.update(
                        """
                        INSERT INTO statement_repeats (organization_id, account_id, as_of, legal_sequence, sequence)
                        VALUES (:org, :account, :asOf, :legal, :electronic)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("account", account)
                .bind("asOf", asOf)
                .bind("legal", legal)
                .bind("electronic", electronic)
                .execute();
    }

    /** Those booked between two days, in the order of their days and numbers. */
    List<ReportedStatement> booked(Tx tx, UUID account, LocalDate from, LocalDate to) {
        return tx.query(
                        """
                        SELECT s.id, s.as_of, s.legal_sequence, s.sequence, s.opening_minor, s.closing_minor,
                            coalesce(d.first, s.as_of) AS first, d.openings
                        FROM statements s
                        LEFT JOIN LATERAL (
                            SELECT min(least(date, s.as_of)) AS first, array_agg(opening_minor) AS openings
                            FROM statement_days
                            WHERE organization_id = :org AND statement_id = s.id) AS d ON true
                        WHERE s.organization_id = :org AND s.account_id = :account
                            AND s.as_of BETWEEN :from AND :to AND s.status = 'BOOKED'
                        ORDER BY s.as_of, s.legal_sequence, s.sequence, s.page, s.id
                        """)
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> statement(row))
                .list();
    }

    /** Numbers under which statements were told again between two days. */
    List<ReportedStatement> repeated(Tx tx, UUID account, LocalDate from, LocalDate to) {
        return tx.query(
                        """
                        SELECT as_of, legal_sequence, sequence FROM statement_repeats
                        WHERE organization_id = :org AND account_id = :account AND as_of BETWEEN :from AND :to
                        """)
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> repeated(row))
                .list();
    }

    /**
     * Whether a statement opens with a balance that stands between entries of its first day that
     * others booked: it tells a part of what they tell.
     */
    boolean opensInsideAnother(Tx tx, UUID account, ReportedStatement statement) {
        return tx.query(
                        """
                        SELECT EXISTS (
                            SELECT 1 FROM transactions
                            WHERE organization_id = :org AND account_id = :account AND date = :date
                                AND statement_id <> :statement
                                AND :opening IN (place_minor, place_minor + amount_minor))
                        """)
                .bind("account", account)
                .bind("date", statement.first())
                .bind("statement", statement.id())
                .bind("opening", statement.openingMinor())
                .map((row, _) -> row.getBoolean(1))
                .one();
    }

    private static ReportedStatement repeated(ResultSet row) throws SQLException {
        var day = row.getObject("as_of", LocalDate.class);
        return new ReportedStatement(
                NONE,
                day,
                day,
                row.getLong("legal_sequence"),
                row.getLong("sequence"),
                0,
                0,
                Set.of());
    }

    private static ReportedStatement statement(ResultSet row) throws SQLException {
        return new ReportedStatement(
                row.getObject("id", UUID.class),
                row.getObject("first", LocalDate.class),
                row.getObject("as_of", LocalDate.class),
                row.getLong("legal_sequence"),
                row.getLong("sequence"),
                row.getLong("opening_minor"),
                row.getLong("closing_minor"),
                openings(row.getArray("openings")));
    }

    private static Set<Long> openings(@Nullable Array array) throws SQLException {
        return array == null
                ? Set.of()
                : Stream.of(array.getArray())
                        .flatMap(all -> Arrays.stream((Long[]) all))
                        .collect(Collectors.toSet());
    }
}
