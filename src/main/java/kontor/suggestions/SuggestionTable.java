package kontor.suggestions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransaction;
import kontor.matchmarks.NameKey;
import kontor.matchmarks.ReferenceKey;
import kontor.transactions.Attachment;

/** SQL that finds what bookings may be; a few rows of each index, whatever the size of tables. */
final class SuggestionTable {

    /** Days before and after a booking in which something of its amount is looked for. */
    public static final int DAYS = 60;

    private static final int MOST_OF_ONE_KIND = 10;

    /** A booking and what it may be. */
    record Pair(UUID transactionId, UUID id) {}

    private static final Rows<Clues> CLUES =
            Rows.of(
                    Column.id("transaction_id", Clues::transactionId),
                    Column.id("account_id", Clues::accountId),
                    Column.date("day", Clues::date),
                    Column.big("left_minor", one -> one.left().amountMinor()),
                    Column.text("currency", one -> one.left().currency().code()),
                    Column.text("keys", one -> String.join(" ", one.keys())),
                    Column.optionalText("end_to_end", Clues::endToEndId),
                    Column.optionalText("account_key", Clues::accountKey),
                    Column.optionalText("name_key", Clues::nameKey));

    private static final String GIVEN =
            """
            unnest(:transaction_id::uuid[], :account_id::uuid[], :day::date[], :left_minor::bigint[], :currency::text[],
                :keys::text[], :end_to_end::text[], :account_key::text[], :name_key::text[])
                AS u (transaction_id, account_id, day, left_minor, currency, keys, end_to_end, account_key, name_key)\
            """;

    private static final String EXPECTED =
            """
            SELECT u.transaction_id, e.id
            FROM %s
            CROSS JOIN LATERAL (
                (SELECT id FROM expected_transactions
                 WHERE organization_id = :org AND account_id = u.account_id AND status = 'CREATED'
                    AND reference_key = ANY (string_to_array(u.keys, ' ')) ORDER BY date, id LIMIT :most)
                UNION
                (SELECT id FROM expected_transactions
                 WHERE organization_id = :org AND account_id = u.account_id AND status = 'CREATED'
                    AND end_to_end_id = u.end_to_end ORDER BY date, id LIMIT :most)
                UNION
                (SELECT id FROM expected_transactions
                 WHERE organization_id = :org AND account_id = u.account_id AND status = 'CREATED'
                    AND open_minor = u.left_minor AND date BETWEEN u.day - :days AND u.day + :days
                 ORDER BY date, id LIMIT :most)
                UNION
                (SELECT id FROM expected_transactions
                 WHERE organization_id = :org AND account_id = u.account_id AND status = 'CREATED'
                    AND counterparty_key = u.account_key ORDER BY date, id LIMIT :most)
                UNION
                (SELECT id FROM expected_transactions
                 WHERE organization_id = :org AND account_id = u.account_id AND status = 'CREATED'
                    AND counterparty_name_key = u.name_key ORDER BY date, id LIMIT :most)
                UNION
                (SELECT a.attached_id AS id FROM transaction_details d
                 JOIN transactions t ON t.organization_id = d.organization_id AND t.id = d.transaction_id
                 JOIN transaction_attachments a
                    ON a.organization_id = d.organization_id AND a.transaction_id = d.transaction_id
                 WHERE d.organization_id = :org AND d.end_to_end_id = u.end_to_end AND t.account_id = u.account_id
                    AND a.type = 'EXPECTED_TRANSACTION' AND NOT a.back ORDER BY a.attached_id LIMIT :most)
                UNION
                (SELECT a.attached_id AS id FROM transactions t
                 JOIN transaction_attachments a ON a.organization_id = t.organization_id AND a.transaction_id = t.id
                 WHERE t.organization_id = :org AND t.amount_minor = -u.left_minor AND t.account_id = u.account_id
                    AND t.date BETWEEN u.day - :days AND u.day
                    AND a.type = 'EXPECTED_TRANSACTION' AND NOT a.back ORDER BY t.date DESC, t.id LIMIT :most)) AS e
            WHERE NOT EXISTS (
                SELECT FROM refused_matches r
                WHERE r.organization_id = :org AND r.transaction_id = u.transaction_id AND r.attached_id = e.id)
            """
                    .formatted(GIVEN);

    List<Pair> expected(Tx tx, List<Clues> clues) {
        return CLUES.bound(tx.query(EXPECTED), clues)
                .bind("most", MOST_OF_ONE_KIND)
                .bind("days", DAYS)
                .map(
                        (row, _) ->
                                new Pair(
                                        row.getObject("transaction_id", UUID.class),
                                        row.getObject("id", UUID.class)))
                .list();
    }

    /** A payment that a booking may be. */
    record Paid(UUID transactionId, Suggestion.Part part) {}

    /**
     * Those of the amount that no booking is attached to, and the one that the booking names: of
     * that, what no booking of this direction is attached for.
     */
    private static final String PAYMENTS =
            """
            SELECT u.transaction_id, p.id, p.effective_date, p.reference, p.open_minor, u.currency, p.party
            FROM %1$s
            CROSS JOIN LATERAL (
                (SELECT id, effective_date, reference, amount_minor AS open_minor, %2$s AS party FROM %3$s
                 WHERE organization_id = :org AND %4$s = u.account_id AND currency = u.currency
                    AND amount_minor = %5$s
                    AND status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'EXECUTED', 'UNKNOWN')
                    AND (attached_transactions IS NULL OR cardinality(attached_transactions) = 0)
                    AND date BETWEEN u.day - :near AND u.day + :near
                 ORDER BY date, id LIMIT :most)
                UNION
                (SELECT n.id, n.effective_date, n.reference, n.amount_minor - o.minor, %2$s
                 FROM %3$s n
                 CROSS JOIN LATERAL (
                    SELECT coalesce(sum(a.amount_minor), 0)::bigint AS minor
                    FROM transaction_attachments a
                    JOIN transactions t ON t.organization_id = a.organization_id AND t.id = a.transaction_id
                    WHERE a.organization_id = :org AND a.attached_id = n.id AND t.account_id = u.account_id
                        AND sign(t.amount_minor) = sign(u.left_minor)) AS o
                 WHERE n.organization_id = :org AND n.%4$s = u.account_id AND n.currency = u.currency
                    AND n.id = CASE WHEN u.end_to_end ~ '^[0-9a-fA-F]{32}$' THEN u.end_to_end::uuid END
                    AND %5$s > 0 AND n.amount_minor > o.minor
                    AND n.status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'EXECUTED', 'UNKNOWN'))) AS p
            WHERE NOT EXISTS (
                SELECT FROM refused_matches r
                WHERE r.organization_id = :org AND r.transaction_id = u.transaction_id AND r.attached_id = p.id)
            """;

    private static final String DEBITS =
            PAYMENTS.formatted(
                    GIVEN,
                    "(source_holder::json) ->> 'legalName'",
                    "direct_debits",
                    "destination_account_id",
                    "u.left_minor");

    private static final String TRANSFERS =
            PAYMENTS.formatted(
                    GIVEN,
                    "(destination_holder::json) ->> 'legalName'",
                    "credit_transfers",
                    "source_account_id",
                    "-u.left_minor");

    private static final int NEAR = 20;

    List<Paid> debits(Tx tx, List<Clues> clues) {
        return payments(tx, DEBITS, clues, Attachment.Type.DIRECT_DEBIT, 1);
    }

    List<Paid> transfers(Tx tx, List<Clues> clues) {
        return payments(tx, TRANSFERS, clues, Attachment.Type.CREDIT_TRANSFER, -1);
    }

    private static List<Paid> payments(
            Tx tx, String text, List<Clues> clues, Attachment.Type type, int sign) {
        return CLUES.bound(tx.query(text), clues)
                .bind("most", MOST_OF_ONE_KIND)
                .bind("near", NEAR)
                .map(
                        (row, _) ->
                                new Paid(
                                        row.getObject("transaction_id", UUID.class),
                                        new Suggestion.Part(
                                                type,
                                                row.getObject("id", UUID.class),
                                                row.getString("reference"),
                                                Optional.ofNullable(row.getString("party"))
                                                        .orElse(""),
                                                row.getObject("effective_date", LocalDate.class),
                                                Money.of(
                                                        sign * row.getLong("open_minor"),
                                                        row.getString("currency")))))
                .list();
    }

    private static final String BOOKINGS =
            """
            SELECT b.id FROM (
                (SELECT id FROM transactions
                 WHERE organization_id = :org AND account_id = :account AND amount_minor = :open
                    AND reconciliation_status <> 'RECONCILED' AND date BETWEEN :day::date - :days AND :day::date + :days
                 ORDER BY date, id LIMIT :most)
                UNION
                (SELECT t.id FROM transaction_details d
                 JOIN transactions t ON t.organization_id = d.organization_id AND t.id = d.transaction_id
                 WHERE d.organization_id = :org AND d.reference_key = :key
                    AND t.account_id = :account AND t.reconciliation_status <> 'RECONCILED'
                 ORDER BY t.id LIMIT :most)
                UNION
                (SELECT t.id FROM transaction_details d
                 JOIN transactions t ON t.organization_id = d.organization_id AND t.id = d.transaction_id
                 WHERE d.organization_id = :org AND d.end_to_end_id = :endToEnd
                    AND t.account_id = :account AND t.reconciliation_status <> 'RECONCILED'
                 ORDER BY t.id LIMIT :most)) AS b
            WHERE NOT EXISTS (
                SELECT FROM refused_matches r
                WHERE r.organization_id = :org AND r.transaction_id = b.id AND r.attached_id = :id)
            """;

    /** Bookings that are not explained to their whole amount and may be what is expected. */
    List<UUID> bookings(Tx tx, ExpectedTransaction expected) {
        var terms = expected.terms();
        return tx.query(BOOKINGS)
                .bind("account", expected.accountId())
                .bind("open", expected.open().amountMinor())
                .bind("day", terms.date())
                .bind("days", DAYS)
                .bind("key", ReferenceKey.of(terms.reference().value()).orElse("-"))
                .bind("endToEnd", terms.endToEndId().orElse(""))
                .bind("id", expected.id())
                .bind("most", MOST_OF_ONE_KIND)
                .mapTo(UUID.class)
                .list();
    }

    private static final String SEARCH =
            """
            SELECT id FROM expected_transactions
            WHERE organization_id = :org AND account_id = :account AND status = 'CREATED'
                AND (reference_key = :key OR counterparty_key = :key OR counterparty_name_key LIKE :name || '%'
                    OR end_to_end_id = :text OR external_id = :text OR reference = :text OR id::text = :text
                    OR abs(open_minor) = :minor)
            ORDER BY date DESC, id DESC
            LIMIT :most
            """;

    /**
     * Open expected transactions of an account that somebody looks for.
     *
     * @param minor an amount without sign; less than zero for none
     */
    List<UUID> search(Tx tx, UUID account, String text, long minor) {
        return tx.query(SEARCH)
                .bind("account", account)
                .bind("key", ReferenceKey.of(text).orElse("-"))
                .bind("name", NameKey.of(text).orElse("-"))
                .bind("text", text)
                .bind("minor", minor)
                .bind("most", MOST_OF_ONE_KIND)
                .mapTo(UUID.class)
                .list();
    }
}
