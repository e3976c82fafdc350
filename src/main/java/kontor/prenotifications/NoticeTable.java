package kontor.prenotifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.mandates.MandateScheme;
import kontor.wire.Json;

/** SQL of what payers are told. */
final class NoticeTable {

    /** Whom a notice goes to. */
    record Address(String email, String country) {}

    /** Payers with a mail address, by counterparty. */
    Map<UUID, Address> addresses(Tx tx, Collection<UUID> counterparties) {
        return tx.query(
                        """
                        SELECT c.id, c.email, c.address FROM counterparties c
                        WHERE c.organization_id = :org AND c.id = ANY (:ids) AND c.email IS NOT NULL
                        """)
                .bind("ids", counterparties.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), address(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Address address(ResultSet row) throws SQLException {
        var country =
                Optional.ofNullable(row.getString("address"))
                        .map(json -> Json.readOwn(json).path("country").asText(""));
        return new Address(row.getString("email"), country.orElse(""));
    }

    private static final Rows<Notice> ROWS =
            Rows.of(
                    Column.id("payment_id", Notice::payment),
                    Column.number("number", Notice::number),
                    Column.word("kind", Notice::kind),
                    Column.date("collection_date", Notice::day),
                    Column.big("amount_minor", one -> one.amount().amountMinor()),
                    Column.text("currency", one -> one.amount().currency().code()),
                    Column.date("deadline", Notice::deadline),
                    Column.date("told_on", Notice::toldOn),
                    Column.text("recipient", Notice::recipient),
                    Column.text("language", Notice::language),
                    Column.text("subject", Notice::subject),
                    Column.text("text", Notice::text),
                    Column.optionalId("mail_id", Notice::mail));

    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO pre_notifications (organization_id, %s, told)
                    SELECT :org, %s, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Notice> notices) {
        ROWS.bound(tx.update(INSERT), notices).bind("now", tx.now()).execute();
    }

    private static final String COLUMNS =
            """
            n.payment_id, n.number, n.kind, n.collection_date, n.amount_minor, n.currency, n.deadline, n.told,
            n.told_on, n.recipient, n.language, n.subject, n.text, n.mail_id, m.problem\
            """;

    private static final String FROM =
            """
            pre_notifications n
            LEFT JOIN mails m ON m.id = n.mail_id AND m.state = 'GIVEN_UP'\
            """;

    private static final String LAST =
            """
            SELECT DISTINCT ON (n.payment_id) %s FROM %s
            WHERE n.organization_id = :org AND n.payment_id = ANY (:ids)
            ORDER BY n.payment_id, n.number DESC
            """
                    .formatted(COLUMNS, FROM);

    /** The last notice of each of these collections that has one. */
    Map<UUID, Notice> last(Tx tx, Collection<UUID> debits) {
        return tx.query(LAST)
                .bind("ids", debits.toArray(UUID[]::new))
                .map((row, _) -> notice(row))
                .collectToMap(Notice::payment, one -> one);
    }

    /**
     * Collections from these payers that have not left, and of which no mail has reached them: none
     * was written, or to another address than theirs.
     */
    List<UUID> untold(Tx tx, Collection<UUID> payers) {
        return tx.query(
                        """
                        SELECT d.id FROM direct_debits d
                        JOIN counterparties c ON c.organization_id = d.organization_id AND c.id = d.counterparty_id
                        LEFT JOIN LATERAL (
                            SELECT n.recipient, n.mail_id FROM pre_notifications n
                            WHERE n.organization_id = :org AND n.payment_id = d.id
                            ORDER BY n.number DESC LIMIT 1) AS n ON true
                        LEFT JOIN mails m ON m.id = n.mail_id
                        WHERE d.organization_id = :org AND d.counterparty_id = ANY (:payers)
                            AND d.status IN ('APPROVED', 'PENDING_SUBMISSION') AND c.email IS NOT NULL
                            AND (n.recipient IS NULL
                                OR n.recipient <> c.email AND m.state IN ('WAITING', 'GIVEN_UP'))
                        ORDER BY d.id
                        """)
                .bind("payers", payers.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    private static final String OF_ONE =
            """
            SELECT %s FROM %s
            WHERE n.organization_id = :org AND n.payment_id = :id AND n.number > :after
            ORDER BY n.number LIMIT :limit
            """
                    .formatted(COLUMNS, FROM);

    /** Of one collection, the oldest first. */
    List<Notice> of(Tx tx, UUID debit, int after, int limit) {
        return tx.query(OF_ONE)
                .bind("id", debit)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> notice(row))
                .list();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("payment_id", UUID.class),
                row.getInt("number"),
                NoticeKind.valueOf(row.getString("kind")),
                row.getObject("collection_date", LocalDate.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getObject("deadline", LocalDate.class),
                row.getTimestamp("told").toInstant(),
                row.getObject("told_on", LocalDate.class),
                row.getString("recipient"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("text"),
                Optional.ofNullable(row.getObject("mail_id", UUID.class)),
                Optional.ofNullable(row.getString("problem")));
    }

    /** A collection that is not approved yet, or has not left, and whether its payer has a mail. */
    record Open(UUID id, MandateScheme scheme, LocalDate day, boolean reachable) {}

    List<Open> open(Tx tx, Collection<UUID> debits) {
        return tx.query(
                        """
                        SELECT d.id, d.scheme, d.effective_date, c.email IS NOT NULL AS reachable
                        FROM direct_debits d
                        JOIN counterparties c ON c.organization_id = d.organization_id AND c.id = d.counterparty_id
                        WHERE d.organization_id = :org AND d.id = ANY (:ids) AND d.status IN ('CREATED', 'APPROVED')
                        """)
                .bind("ids", debits.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Open(
                                        row.getObject("id", UUID.class),
                                        MandateScheme.valueOf(row.getString("scheme")),
                                        row.getObject("effective_date", LocalDate.class),
                                        row.getBoolean("reachable")))
                .list();
    }
}
