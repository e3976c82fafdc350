package kontor.expectations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Columns;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.matchmarks.NameKey;
import kontor.matchmarks.ReferenceKey;
import kontor.transactions.Transactions.Place;
import kontor.wire.Json;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of the expected transactions; what is attached to them stands with the transactions. */
final class ExpectedTransactionTable {

    private static final String COLUMNS =
            """
            e.id, e.account_id, e.amount_minor, e.currency, e.date, e.reference_type, e.reference,
            e.end_to_end_id, e.counterparty_name, e.counterparty_account, e.status, e.external_id,
            e.metadata, e.version, e.created, e.updated\
            """;

    /** What is expected, with by what it is found; a patch may change any of it. */
    private static final Rows<ExpectedTransaction> EXPECTED =
            Rows.of(
                    Column.word("status", ExpectedTransaction::status),
                    Column.big("amount_minor", one -> one.terms().amount().amountMinor()),
                    Column.big("open_minor", one -> one.open().amountMinor()),
                    Column.date("date", one -> one.terms().date()),
                    Column.word("reference_type", one -> one.terms().reference().type()),
                    Column.text("reference", one -> one.terms().reference().value()),
                    Column.optionalText("reference_key", one -> one.terms().reference().key()),
                    Column.optionalText("end_to_end_id", one -> one.terms().endToEndId()),
                    Column.optionalText("counterparty_name", one -> one.terms().counterpartyName()),
                    Column.optionalText(
                            "counterparty_account", one -> one.terms().counterpartyAccount()),
                    Column.optionalText(
                            "counterparty_key",
                            one -> one.terms().counterpartyAccount().flatMap(ReferenceKey::of)),
                    Column.optionalText(
                            "counterparty_name_key",
                            one -> one.terms().counterpartyName().flatMap(NameKey::of)),
                    Column.text("metadata", one -> Json.writeMetadata(one.terms().metadata())));

    private static final Rows<ExpectedTransaction> NEW =
            Rows.of(
                            Column.id("id", ExpectedTransaction::id),
                            Column.id("account_id", ExpectedTransaction::accountId),
                            Column.text("currency", one -> one.terms().amount().currency().code()),
                            Column.optionalText("external_id", one -> one.terms().externalId()))
                    .and(EXPECTED);

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO expected_transactions (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<ExpectedTransaction> rows) {
        if (!rows.isEmpty()) {
            NEW.bound(tx.update(INSERT), rows).bind("now", tx.now()).execute();
        }
    }

    private static final Rows<ExpectedTransaction> CHANGED =
            Rows.versioned(
                    Column.id("id", ExpectedTransaction::id).asKey(),
                    Column.word("status", ExpectedTransaction::status),
                    Column.big("open_minor", one -> one.open().amountMinor()),
                    Column.number("version", ExpectedTransaction::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE expected_transactions e SET %s, updated = :now
                    FROM %s
                    WHERE e.organization_id = :org AND e.id = u.id AND e.version = u.expected
                    """);

    /** Writes what may change; every row must still be one version behind. */
    void update(Tx tx, List<ExpectedTransaction> after) {
        CHANGED.change(tx, UPDATE, "expected transactions", after, one -> one.version() - 1);
    }

    private static final Rows<ExpectedTransaction> REWRITTEN =
            Rows.versioned(
                            Column.id("id", ExpectedTransaction::id).asKey(),
                            Column.number("version", ExpectedTransaction::version))
                    .and(EXPECTED);

    private static final String REWRITE =
            REWRITTEN.update(
                    """
                    UPDATE expected_transactions e SET %s, updated = :now
                    FROM %s
                    WHERE e.organization_id = :org AND e.id = u.id AND e.version = u.expected
                    """);

    /** Writes all that a patch may change; every row must still be one version behind. */
    void rewrite(Tx tx, List<ExpectedTransaction> after) {
        REWRITTEN.change(tx, REWRITE, "expected transactions", after, one -> one.version() - 1);
    }

    private static final String OF =
            """
            SELECT %s FROM expected_transactions e
            WHERE e.organization_id = :org AND e.id = ANY (:ids)
            ORDER BY e.id
            """
                    .formatted(COLUMNS);

    List<ExpectedTransaction> of(Tx tx, Collection<UUID> ids) {
        return tx.query(OF)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> expected(row))
                .list();
    }

    /**
     * Without its attachments, which stand elsewhere.
     *
     * @param mayHave whether it may have any; one that never changed has none
     */
    record Stored(ExpectedTransaction bare, boolean mayHave) {}

    private static final String LOCK =
            """
            SELECT %s FROM expected_transactions e
            WHERE e.organization_id = :org AND e.id = ANY (:ids)
            ORDER BY e.id
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change in id order, so that two nodes never cross. */
    List<Stored> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> stored(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(expected(row), row.getInt("version") > 1);
    }

    /** By what a booking names an expected transaction. */
    record Mark(UUID accountId, String text) {}

    private static final String OPEN_BY =
            """
            SELECT e.id FROM unnest(:accounts::uuid[], :texts::text[]) AS u (account_id, text)
            CROSS JOIN LATERAL (
                SELECT id FROM expected_transactions
                WHERE organization_id = :org AND account_id = u.account_id AND %s = u.text
                    AND status = 'CREATED'
                ORDER BY date, id LIMIT :most) AS e
            """;

    private static final String OPEN_BY_KEY = OPEN_BY.formatted("reference_key");
    private static final String OPEN_BY_END_TO_END_ID = OPEN_BY.formatted("end_to_end_id");

    /** The ids of open ones with these keys of structured references, at most 20 of each. */
    List<UUID> openByKey(Tx tx, Collection<Mark> marks) {
        return openBy(tx, OPEN_BY_KEY, List.copyOf(marks));
    }

    /** The ids of open ones with these end-to-end ids, at most 20 of each. */
    List<UUID> openByEndToEndId(Tx tx, Collection<Mark> marks) {
        return openBy(tx, OPEN_BY_END_TO_END_ID, List.copyOf(marks));
    }

    private static final int MOST_OF_ONE_MARK = 20;

    private static List<UUID> openBy(Tx tx, String text, List<Mark> marks) {
        return marks.isEmpty()
                ? List.of()
                : tx.query(text)
                        .bind("accounts", Columns.column(marks, UUID[]::new, Mark::accountId))
                        .bind("texts", Columns.column(marks, String[]::new, Mark::text))
                        .bind("most", MOST_OF_ONE_MARK)
                        .mapTo(UUID.class)
                        .list();
    }

    private static final String LIST =
            """
            SELECT %s FROM expected_transactions e
            WHERE e.organization_id = :org
                AND (:account::uuid IS NULL OR e.account_id = :account)
                AND (:within::uuid[] IS NULL OR e.account_id = ANY (:within))
                AND (:status::text IS NULL OR e.status = :status)
                AND (:statuses::text[] IS NULL OR e.status = ANY (:statuses))
                AND (:from::date IS NULL OR e.date >= :from)
                AND (:to::date IS NULL OR e.date <= :to)
                AND (:least::bigint IS NULL OR e.amount_minor >= :least)
                AND (:most::bigint IS NULL OR e.amount_minor <= :most)
                AND (:externalId::text IS NULL OR e.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
                AND (:beforeDate::date IS NULL OR (e.date, e.id) < (:beforeDate, :beforeId))
            ORDER BY e.date DESC, e.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Latest expected day first. */
    List<ExpectedTransaction> list(
            Tx tx,
            AccountLimit within,
            ExpectedTransactionFilter filter,
            @Nullable Place before,
            int limit) {
        return tx.query(LIST)
                .bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("status", QueryFields.only(filter.statuses()))
                .bind("statuses", QueryFields.several(filter.statuses()))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("least", filter.amounts().least().orElse(null))
                .bind("most", filter.amounts().most().orElse(null))
                .bind("externalId", filter.externalId().orElse(null))
                .bind("beforeDate", before == null ? null : before.date())
                .bind("beforeId", before == null ? null : before.id())
                .bind("limit", limit)
                .map((row, _) -> expected(row))
                .list();
    }

    private static ExpectedTransaction expected(ResultSet row) throws SQLException {
        return new ExpectedTransaction(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                new ExpectedTransaction.Terms(
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getObject("date", LocalDate.class),
                        new Reference(
                                Reference.Type.valueOf(row.getString("reference_type")),
                                row.getString("reference")),
                        Optional.ofNullable(row.getString("end_to_end_id")),
                        Optional.ofNullable(row.getString("counterparty_name")),
                        Optional.ofNullable(row.getString("counterparty_account")),
                        Optional.ofNullable(row.getString("external_id")),
                        Json.readMetadata(row.getString("metadata"))),
                ExpectedTransaction.Status.valueOf(row.getString("status")),
                List.of(),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
