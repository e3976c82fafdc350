package kontor.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of reports and of the statements in them. */
final class ReportTable {

    private static final String COLUMNS =
            """
            f.id, f.connection_id, f.name, f.state, f.kind, f.note, f.size, f.sha256, f.version, f.received,
                f.processed, f.emptied, b.user_id, b.username, b.media_type, b.size AS sent_size,
                b.sha256 AS sent_sha256\
            """;

    /** Callers who see some accounts only see reports of which they may see all. */
    private static final String SEEN =
            """
            (:within::uuid[] IS NULL OR f.state = 'PROCESSED'
                AND EXISTS (
                    SELECT FROM statements s
                    WHERE s.organization_id = :org AND s.inbox_file_id = f.id)
                AND NOT EXISTS (
                    SELECT FROM statements s
                    WHERE s.organization_id = :org AND s.inbox_file_id = f.id
                        AND s.account_id <> ALL (:within)))\
            """;

    private static final String FIND =
            """
            SELECT %s FROM inbox_files f
            LEFT JOIN brought_reports b ON b.organization_id = f.organization_id AND b.id = f.id
            WHERE f.organization_id = :org AND f.connection_id = :connection AND f.id = :id
                AND f.state <> 'RECEIVING' AND %s
            """
                    .formatted(COLUMNS, SEEN);

    Optional<Report> find(Tx tx, AccountLimit limit, UUID connection, UUID id) {
        return tx.query(FIND)
                .bind("connection", connection)
                .bind("id", id)
                .bind("within", limit.within())
                .map((row, _) -> report(row))
                .findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM inbox_files f
            LEFT JOIN brought_reports b ON b.organization_id = f.organization_id AND b.id = f.id
            WHERE f.organization_id = :org AND f.connection_id = :connection
                AND f.state <> 'RECEIVING' AND %s
                AND (:kinds::text[] IS NULL OR coalesce(f.kind, 'STATEMENT') = ANY (:kinds))
                AND (:from::timestamptz IS NULL OR f.received >= :from)
                AND (:until::timestamptz IS NULL OR f.received < :until)
                AND (:before::uuid IS NULL OR f.id < :before)
            ORDER BY f.id DESC LIMIT :limit
            """
                    .formatted(COLUMNS, SEEN);

    /** Newest first. */
    List<Report> list(
            Tx tx,
            AccountLimit limit,
            UUID connection,
            ReportFilter filter,
            @Nullable UUID before,
            int most) {
        return tx.query(LIST)
                .bind("connection", connection)
                .bind("within", limit.within())
                .bind("kinds", filter.kinds().map(all -> all.toArray(String[]::new)).orElse(null))
                .bind("from", filter.from().map(ReportTable::begins).orElse(null))
                .bind("until", filter.to().map(day -> begins(day.plusDays(1))).orElse(null))
                .bind("before", before)
                .bind("limit", most)
                .map((row, _) -> report(row))
                .list();
    }

    private static Instant begins(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The file of the connection that has these bytes already, brought or sent. */
    Optional<UUID> withContent(Tx tx, UUID connection, byte[] sha256) {
        return tx.query(
                        """
                        SELECT id FROM (
                            SELECT id FROM brought_reports
                            WHERE organization_id = :org AND connection_id = :connection AND sha256 = :sha256
                            UNION ALL
                            SELECT id FROM inbox_files
                            WHERE organization_id = :org AND connection_id = :connection AND sha256 = :sha256
                                AND state IN ('RECEIVED', 'PROCESSED', 'WAITING')
                        ) AS known
                        ORDER BY id LIMIT 1
                        """)
                .bind("connection", connection)
                .bind("sha256", sha256)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Bytes of all files that the organization has stored, and of what was brought. */
    long storedBytes(Tx tx) {
        return tx.query(
                        """
                        SELECT (SELECT coalesce(sum(size), 0) FROM inbox_files
                                WHERE organization_id = :org AND emptied IS NULL)
                            + (SELECT coalesce(sum(size), 0) FROM brought_reports
                                WHERE organization_id = :org AND content IS NOT NULL)
                        """)
                .mapTo(Long.class)
                .one();
    }

    /** Nobody else brings anything to these connections until the transaction ends. */
    void hold(Tx tx, Collection<UUID> connections) {
        tx.query(
                        """
                        SELECT id FROM connections WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id FOR NO KEY UPDATE
                        """)
                .bind("ids", connections.stream().distinct().toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    /**
     * @return false when somebody has brought the same bytes
     */
    boolean insert(Tx tx, UUID id, NewReport brought, Report.By by) {
        return tx.update(
                                """
                                INSERT INTO brought_reports (organization_id, id, connection_id, media_type, size,
                                    sha256, content, user_id, username, created)
                                VALUES (:org, :id, :connection, :mediaType, :size, :sha256, :content, :user,
                                    :username, :now)
                                ON CONFLICT (organization_id, connection_id, sha256) DO NOTHING
                                """)
                        .bind("id", id)
                        .bind("connection", brought.connection())
                        .bind("mediaType", brought.mediaType())
                        .bind("size", (long) brought.sent().length)
                        .bind("sha256", brought.sha256())
                        .bind("content", brought.isFile() ? null : brought.sent())
                        .bind("user", by.id())
                        .bind("username", by.username())
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    /** What was sent, where that is not the file in the inbox itself. */
    Optional<byte[]> content(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT content FROM brought_reports
                        WHERE organization_id = :org AND id = :id AND content IS NOT NULL
                        """)
                .bind("id", id)
                .map((row, _) -> row.getBytes(1))
                .findOne();
    }

    private static final String STATEMENT =
            """
            SELECT s.id, s.inbox_file_id, s.account_id, s.as_of, s.bank_id, s.sequence, s.page, s.end_of_day,
                s.currency, s.opening_minor, s.closing_minor, s.entries, s.status, s.reason, s.version,
                s.created, s.updated, b.user_id, b.username
            FROM statements s
            JOIN inbox_files f ON f.organization_id = s.organization_id AND f.id = s.inbox_file_id
            LEFT JOIN brought_reports b ON b.organization_id = f.organization_id AND b.id = f.id
            WHERE s.organization_id = :org AND f.connection_id = :connection AND f.id = :report
                AND (:within::uuid[] IS NULL OR s.account_id = ANY (:within))
                AND (:id::uuid IS NULL OR s.id = :id)
                AND (:account::uuid IS NULL OR s.account_id = :account)
                AND (:endOfDay::boolean IS NULL OR s.end_of_day = :endOfDay)
                AND (:from::date IS NULL OR s.as_of >= :from)
                AND (:to::date IS NULL OR s.as_of <= :to)
                AND (:after::uuid IS NULL OR s.id > :after)
            ORDER BY s.id LIMIT :limit
            """;

    /** In the order in which they were read; of accounts within the limit. */
    List<BankStatement> statements(
            Tx tx, AccountLimit limit, StatementFilter filter, @Nullable UUID after, int most) {
        return tx.query(STATEMENT)
                .bind("connection", filter.connection())
                .bind("report", filter.report())
                .bind("within", limit.within())
                .bind("id", filter.statement().orElse(null))
                .bind("account", filter.account().orElse(null))
                .bind("endOfDay", filter.endOfDay().orElse(null))
                .bind("from", filter.from().orElse(null))
                .bind("to", filter.to().orElse(null))
                .bind("after", after)
                .bind("limit", most)
                .map((row, _) -> statement(row))
                .list();
    }

    /** The external id of a payment of an account within the limit, by what files call it. */
    Optional<String> externalId(Tx tx, AccountLimit limit, UUID payment) {
        return tx.query(
                        """
                        SELECT external_id FROM (
                            SELECT external_id, destination_account_id AS account_id
                            FROM direct_debits WHERE organization_id = :org AND id = :id
                            UNION ALL
                            SELECT external_id, source_account_id
                            FROM credit_transfers WHERE organization_id = :org AND id = :id
                        ) AS payments
                        WHERE external_id IS NOT NULL AND (:within::uuid[] IS NULL OR account_id = ANY (:within))
                        """)
                .bind("id", payment)
                .bind("within", limit.within())
                .mapTo(String.class)
                .findOne();
    }

    private static Report report(ResultSet row) throws SQLException {
        var by = by(row);
        var content =
                by.isPresent()
                        ? new Report.Content(
                                row.getString("media_type"),
                                row.getLong("sent_size"),
                                row.getBytes("sent_sha256"))
                        : new Report.Content(
                                "application/xml", row.getLong("size"), row.getBytes("sha256"));
        var received = row.getTimestamp("received").toInstant();
        var processed = row.getTimestamp("processed");
        return new Report(
                row.getObject("id", UUID.class),
                row.getObject("connection_id", UUID.class),
                row.getString("name"),
                row.getString("state"),
                Optional.ofNullable(row.getString("kind")),
                Optional.ofNullable(row.getString("note")),
                content,
                row.getTimestamp("emptied") == null,
                by,
                List.of(),
                row.getInt("version"),
                received,
                processed == null ? received : processed.toInstant());
    }

    private static Optional<Report.By> by(ResultSet row) throws SQLException {
        var user = row.getObject("user_id", UUID.class);
        return user == null
                ? Optional.empty()
                : Optional.of(new Report.By(user, row.getString("username")));
    }

    private static BankStatement statement(ResultSet row) throws SQLException {
        return new BankStatement(
                row.getObject("id", UUID.class),
                row.getObject("inbox_file_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("as_of", LocalDate.class),
                row.getString("bank_id"),
                row.getLong("sequence"),
                row.getLong("page"),
                row.getBoolean("end_of_day"),
                Currency.known(row.getString("currency")),
                Optional.ofNullable(row.getObject("opening_minor", Long.class)),
                Optional.ofNullable(row.getObject("closing_minor", Long.class)),
                row.getLong("entries"),
                row.getString("status"),
                Optional.ofNullable(row.getString("reason")),
                by(row),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
