package kontor.statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.db.Tx;
import kontor.ledger.StatementNumbers;

/** SQL of the statements. */
final class StatementTable {

    /** A long holiday: statements that follow each other are not further apart. */
    private static final int NEIGHBOUR_DAYS = 10;

    private static final String SELECT =
            """
            SELECT id, account_id, as_of, bank_id, sequence, legal_sequence, page, currency, opening_minor,
                closing_minor, entries, booked_minor, end_of_day, status, reason, version, created, updated
            FROM statements
            WHERE organization_id = :org
            """;

    void insert(Tx tx, Statement statement, UUID inboxFile) {
        tx.update(
                        """
                        INSERT INTO statements (organization_id, id, account_id, as_of, bank_id, sequence,
                            legal_sequence, page, currency, opening_minor, closing_minor, entries, booked_minor, end_of_day,
                            status, reason, by_value_date, inbox_file_id, version, created, updated)
                        VALUES (:org, :id, :account, :asOf, :bankId, :sequence, :legal, :page, :currency, :opening,
                            :closing, :entries, :booked, :endOfDay, :status, :reason, :byValueDate, :file, :version,
                            :created, :updated)
                        """)
                .bind("id", statement.id())
                .bind("account", statement.accountId())
                .bind("asOf", statement.asOf())
                .bind("bankId", statement.bankId())
                .bind("sequence", statement.numbers().electronic())
                .bind("legal", statement.numbers().legal())
                .bind("page", statement.page())
                .bind("currency", statement.currency().code())
                .bind("opening", statement.openingMinor().orElse(null))
                .bind("closing", statement.closingMinor().orElse(null))
                .bind("entries", statement.entries())
                .bind("booked", statement.bookedMinor())
                .bind("endOfDay", statement.endOfDay())
                .bind("status", statement.status().name())
                .bind("reason", statement.reason().orElse(null))
                .bind("byValueDate", statement.closesByValueDate())
                .bind("file", inboxFile)
                .bind("version", statement.version())
                .bind("created", statement.created())
                .bind("updated", statement.updated())
                .execute();
    }

    /**
     * @param dayOpeningMinor the balance before its last day
     * @return false when the statement was closed before
     */
    boolean update(Tx tx, Statement booked, long dayOpeningMinor) {
        return tx.update(
                                """
                                UPDATE statements
                                SET status = :status, day_opening_minor = :dayOpening, version = :version,
                                    updated = :updated
                                WHERE organization_id = :org AND id = :id AND version = :version - 1
                                """)
                        .bind("id", booked.id())
                        .bind("status", booked.status().name())
                        .bind("dayOpening", dayOpeningMinor)
                        .bind("version", booked.version())
                        .bind("updated", booked.updated())
                        .execute()
                == 1;
    }

    /**
     * Whether another statement, within some days, closes with what this one opens with, or opens
     * with what it closes with.
     */
    boolean hasNeighbour(Tx tx, Statement one) {
        return tx.query(
                        """
                        SELECT EXISTS (
                            SELECT FROM statements
                            WHERE organization_id = :org AND account_id = :account AND status <> 'QUARANTINED'
                                AND as_of BETWEEN :day::date - :days AND :day::date + :days
                                AND (closing_minor = :opening AND as_of <= :day
                                    OR opening_minor = :closing AND as_of >= :day))
                        """)
                .bind("account", one.accountId())
                .bind("day", one.asOf())
                .bind("days", NEIGHBOUR_DAYS)
                .bind("opening", one.openingMinor().orElseThrow())
                .bind("closing", one.closingMinor().orElseThrow())
                .mapTo(Boolean.class)
                .one();
    }

    /** Those that were set aside and that this one, which was booked, goes on from or leads to. */
    List<UUID> asideBeside(Tx tx, Statement booked) {
        return tx.query(
                        """
                        SELECT id FROM statements
                        WHERE organization_id = :org AND account_id = :account AND status = 'QUARANTINED'
                            AND as_of BETWEEN :day::date - :days AND :day::date + :days
                            AND (closing_minor = :opening OR opening_minor = :closing OR opening_minor IS NULL)
                        ORDER BY id DESC LIMIT 20
                        """)
                .bind("account", booked.accountId())
                .bind("day", booked.asOf())
                .bind("days", NEIGHBOUR_DAYS)
                .bind("opening", booked.openingMinor().orElseThrow())
                .bind("closing", booked.closingMinor().orElseThrow())
                .mapTo(UUID.class)
                .list();
    }

    /** What was read of the account for that day, good and bad. */
    List<Statement> ofDay(Tx tx, UUID account, LocalDate asOf) {
        return tx.query(
                        SELECT
                                + """
                                AND account_id = :account AND as_of = :asOf
                                ORDER BY id
                                """)
                .bind("account", account)
                .bind("asOf", asOf)
                .map((row, _) -> statement(row))
                .list();
    }

    /** How the account closed on the last day with a statement before a day, and on that day. */
    List<Long> closingsBefore(Tx tx, UUID account, LocalDate day) {
        return tx.query(
                        """
                        SELECT closing_minor FROM statements
                        WHERE organization_id = :org AND account_id = :account AND status <> 'QUARANTINED'
                            AND closing_minor IS NOT NULL AND as_of <= :day
                            AND as_of >= (
                                SELECT coalesce(max(b.as_of), :day) FROM statements b
                                WHERE b.organization_id = :org AND b.account_id = :account
                                    AND b.status <> 'QUARANTINED' AND b.as_of < :day)
                        ORDER BY as_of DESC, id DESC
                        LIMIT 100
                        """)
                .bind("account", account)
                .bind("day", day)
                .mapTo(Long.class)
                .list();
    }

    /** Those of the first day behind a day that has any. */
    List<Statement> next(Tx tx, UUID account, LocalDate day) {
        return tx.query(
                        SELECT
                                + """
                                AND account_id = :account AND status <> 'QUARANTINED'
                                    AND opening_minor IS NOT NULL
                                    AND as_of = (
                                        SELECT min(b.as_of) FROM statements b
                                        WHERE b.organization_id = :org AND b.account_id = :account
                                            AND b.status <> 'QUARANTINED' AND b.opening_minor IS NOT NULL AND b.as_of > :day)
                                ORDER BY id
                                LIMIT 100
                                """)
                .bind("account", account)
                .bind("day", day)
                .map((row, _) -> statement(row))
                .list();
    }

    Optional<Statement> find(Tx tx, UUID id) {
        return tx.query(
                        SELECT
                                + """
                                AND id = :id
                                """)
                .bind("id", id)
                .map((row, _) -> statement(row))
                .findOne();
    }

    /** Newest first. */
    List<Statement> quarantined(Tx tx, int limit) {
        return tx.query(
                        SELECT
                                + """
                                AND status = 'QUARANTINED'
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .bind("limit", limit)
                .map((row, _) -> statement(row))
                .list();
    }

    private static Statement statement(ResultSet row) throws SQLException {
        return new Statement(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("as_of", LocalDate.class),
                row.getString("bank_id"),
                new StatementNumbers(row.getLong("legal_sequence"), row.getLong("sequence")),
                row.getLong("page"),
                Currency.known(row.getString("currency")),
                Optional.ofNullable(row.getObject("opening_minor", Long.class)),
                Optional.ofNullable(row.getObject("closing_minor", Long.class)),
                row.getLong("entries"),
                row.getLong("booked_minor"),
                row.getBoolean("end_of_day"),
                Statement.Status.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("reason")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
