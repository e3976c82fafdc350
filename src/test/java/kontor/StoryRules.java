package kontor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kontor.StoryRecord.Told;

/**
 * What must hold when the house is quiet again: questions to the database whose answer is nothing.
 */
final class StoryRules implements AutoCloseable {

    /**
     * @param offenders tells what breaks the rule, a line each; no line when all is well
     */
    private record Rule(String sentence, String offenders) {}

    /** What the rules are asked of, in words that they share. */
    private static final List<String> VIEWS =
            List.of(
                    """
                    CREATE TEMP TABLE told (name text, kind text, id uuid, version int, digest text)
                    """,
                    """
                    CREATE TEMP VIEW payments AS
                    SELECT id, 'transfer ' || id AS payment, status, -amount_minor AS booked, version, reference,
                        batch_id, source_account_id AS account_id, destination_account_id AS own_account_id,
                        attached_transactions, connection_instruction_id AS file_id,
                        replace(id::text, '-', '') AS end_to_end_id
                    FROM credit_transfers
                    UNION ALL
                    SELECT id, 'debit ' || id, status, amount_minor, version, reference, batch_id,
                        destination_account_id, NULL, attached_transactions,
                        connection_instruction_id, replace(id::text, '-', '')
                    FROM direct_debits
                    """,
                    """
                    CREATE TEMP VIEW made AS
                    SELECT reference AS name, id FROM payments
                    UNION ALL SELECT legal_name, id FROM counterparties WHERE legal_name LIKE 'actor-%'
                    UNION ALL SELECT mandate_reference, id FROM mandates
                    UNION ALL SELECT metadata::json ->> 'story', id FROM batches
                    """,
                    """
                    CREATE TEMP TABLE filed AS
                    SELECT i.id AS file_id, i.state, found[1] AS end_to_end_id
                    FROM instructions i
                    CROSS JOIN LATERAL (SELECT string_agg(bytes, ''::bytea ORDER BY number) AS bytes
                        FROM instruction_chunks WHERE file_id = i.id) AS file
                    CROSS JOIN LATERAL regexp_matches(convert_from(file.bytes, 'UTF8'),
                        '<EndToEndId>([^<]+)</EndToEndId>', 'g') AS found
                    """,
                    """
                    CREATE TEMP TABLE attached AS
                    SELECT a.attached_id, a.transaction_id, a.amount_minor, t.returned, t.account_id
                    FROM transaction_attachments a
                    JOIN transactions t ON t.organization_id = a.organization_id AND t.id = a.transaction_id
                    """,
                    "ANALYZE",
                    "SET enable_nestloop = off");

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "what was acknowledged is in the feed as it was told",
                            """
                            SELECT t.kind || ' ' || t.name || ': ' || t.id || ' version ' || t.version
                            FROM told t LEFT JOIN events e ON e.resource_id = t.id AND e.version = t.version
                            WHERE t.id IS NOT NULL
                                AND encode(sha256(convert_to(e.snapshot, 'UTF8')), 'hex') IS DISTINCT FROM t.digest
                            """),
                    new Rule(
                            "what was acknowledged exists, under the id that was told",
                            """
                            SELECT t.kind || ' ' || t.name || ': ' || t.id FROM told t
                            WHERE t.id IS NOT NULL AND t.kind IN ('COUNTERPARTY', 'MANDATE', 'PAYMENT', 'BATCH')
                                AND NOT EXISTS (SELECT FROM made m WHERE m.name = t.name AND m.id = t.id)
                            """),
                    new Rule(
                            "what was refused does not exist",
                            """
                            SELECT t.kind || ' ' || t.name || ': ' || m.id FROM told t JOIN made m USING (name)
                            WHERE t.id IS NULL
                            """),
                    new Rule(
                            "one Idempotency-Key made one resource",
                            """
                            SELECT name || ': ' || string_agg(id::text, ', ') FROM made GROUP BY name HAVING count(*) > 1
                            """),
                    new Rule(
                            "one Idempotency-Key renamed once, and only if that was acknowledged",
                            """
                            SELECT coalesce(t.name, e.name) || ': ' || coalesce(e.times, 0) || ' times'
                            FROM (SELECT * FROM told WHERE kind = 'RENAMING') AS t
                            FULL JOIN (SELECT snapshot::json ->> 'alias' AS name, count(*) AS times FROM events
                                WHERE type = 'UPDATED' AND resource_id IN (SELECT id FROM counterparties)
                                GROUP BY 1) AS e USING (name)
                            WHERE coalesce(e.times, 0) <> CASE WHEN t.id IS NULL THEN 0 ELSE 1 END
                            """),
                    new Rule(
                            "decisions that were acknowledged were taken",
                            """
                            SELECT t.kind || ' ' || t.name || ': ' || p.payment || ' is ' || p.status
                            FROM told t JOIN payments p ON t.id IN (p.id, p.batch_id)
                            WHERE t.kind = 'APPROVAL' AND p.status = 'CREATED'
                                OR t.kind = 'REJECTION' AND t.id = p.id AND p.status <> 'REJECTED'
                                OR t.kind = 'REJECTION' AND p.status IN ('CREATED', 'APPROVED')
                            """),
                    new Rule(
                            "every payment has come to an end, or waits for a decision",
                            """
                            SELECT payment || ' is ' || status FROM payments p
                            WHERE status NOT IN ('CREATED', 'REJECTED', 'EXECUTED', 'FAILED', 'RETURNED')
                                -- What a silent bank refuses, nobody is ever told.
                                AND NOT (status = 'UNKNOWN' AND EXISTS (SELECT FROM testbank.orders o
                                    JOIN testbank.received_files f ON f.id = o.file_id
                                    WHERE o.end_to_end_id = p.end_to_end_id AND f.silent AND o.refusal IS NOT NULL))
                            """),
                    new Rule(
                            "no payment stands twice in the files for the bank",
                            """
                            SELECT end_to_end_id || ' in ' || string_agg(file_id::text, ', ') FROM filed
                            GROUP BY end_to_end_id HAVING count(*) > 1
                            """),
                    new Rule(
                            "the files for the bank hold what was sent, and nothing else",
                            """
                            SELECT coalesce(p.payment, f.end_to_end_id) || ' is ' || coalesce(p.status, 'unknown')
                                || ' and in ' || coalesce(f.file_id::text, 'no file')
                            FROM payments p FULL JOIN filed f USING (end_to_end_id)
                            WHERE p.file_id IS DISTINCT FROM f.file_id
                                OR p.status IN ('EXECUTED', 'RETURNED') AND f.file_id IS NULL
                                OR p.status IN ('CREATED', 'REJECTED') AND f.file_id IS NOT NULL
                            """),
                    new Rule(
                            "the bank took each payment of the files once",
                            """
                            SELECT end_to_end_id || ': ' || count(o.number) || ' times' FROM filed
                            LEFT JOIN testbank.orders o USING (end_to_end_id)
                            GROUP BY end_to_end_id HAVING count(o.number) <> 1
                            """),
                    new Rule(
                            "the bank's ledger is what was executed, to the cent",
                            """
                            SELECT account_id || ': booked ' || coalesce(b.sum, 0) || ', executed ' || coalesce(p.sum, 0)
                            FROM (SELECT account_id, sum(booked) AS sum FROM (
                                    SELECT account_id, booked FROM payments WHERE status = 'EXECUTED'
                                    UNION ALL SELECT own_account_id, -booked FROM payments
                                        WHERE status = 'EXECUTED' AND own_account_id IS NOT NULL) AS moves
                                GROUP BY account_id) AS p
                            FULL JOIN (SELECT n.account_id, sum(amount_minor) AS sum FROM testbank.entries e
                                JOIN account_numbers n ON n.number = e.iban
                                WHERE posted_id IS NULL GROUP BY n.account_id) AS b USING (account_id)
                            WHERE coalesce(p.sum, 0) <> coalesce(b.sum, 0)
                            """),
                    new Rule(
                            "transactions are the bank's entries, to the cent",
                            """
                            SELECT account_id || ': ' || coalesce(t.sum, 0) || ' of ' || coalesce(b.sum, 0)
                            FROM (SELECT account_id, sum(amount_minor) AS sum FROM transactions GROUP BY account_id) AS t
                            FULL JOIN (SELECT n.account_id, sum(amount_minor) AS sum FROM testbank.entries e
                                JOIN account_numbers n ON n.number = e.iban GROUP BY n.account_id) AS b USING (account_id)
                            WHERE coalesce(t.sum, 0) <> coalesce(b.sum, 0)
                            """),
                    new Rule(
                            "a final payment is reconciled with the entries that it caused, and no"
                                    + " other",
                            """
                            SELECT p.payment || ' is ' || p.status || ', attached: '
                                || coalesce(string_agg(a.transaction_id::text, ', '), 'nothing')
                            FROM payments p LEFT JOIN attached a ON a.attached_id = p.id
                            GROUP BY p.payment, p.status, p.account_id, p.own_account_id, p.booked, p.attached_transactions
                            HAVING count(a) FILTER (WHERE NOT a.returned) <> CASE
                                    WHEN p.status NOT IN ('EXECUTED', 'RETURNED') THEN 0
                                    WHEN p.own_account_id IS NULL THEN 1 ELSE 2 END
                                OR count(a) FILTER (WHERE a.returned) <> CASE WHEN p.status = 'RETURNED' THEN 1 ELSE 0 END
                                OR bool_or(a.amount_minor <> abs(p.booked))
                                OR bool_or(a.account_id NOT IN (p.account_id, p.own_account_id))
                                OR count(a) <> coalesce(cardinality(p.attached_transactions), 0)
                            """),
                    new Rule(
                            "an entry that payments caused is explained by them wholly",
                            """
                            SELECT t.id || ' of ' || t.amount_minor || ' is ' || t.reconciliation_status
                                || ', attached ' || sum(a.amount_minor)
                            FROM transactions t JOIN attached a ON a.transaction_id = t.id
                            GROUP BY t.id, t.amount_minor, t.reconciliation_status
                            HAVING sum(a.amount_minor) <> abs(t.amount_minor) OR t.reconciliation_status <> 'RECONCILED'
                            """),
                    new Rule(
                            "statements add up, each from where the one before ended",
                            """
                            SELECT id || ' ' || status || ' of ' || as_of || ': ' || coalesce(reason, '') || before || ', '
                                || opening_minor || ' + ' || sum || ' = ' || closing_minor
                            FROM (SELECT s.*, coalesce(t.sum, 0) AS sum, coalesce(lag(closing_minor)
                                    OVER (PARTITION BY account_id ORDER BY as_of, sequence), opening_minor) AS before
                                FROM statements s LEFT JOIN (SELECT statement_id, sum(amount_minor) AS sum FROM transactions
                                    GROUP BY statement_id) AS t ON t.statement_id = s.id) AS s
                            WHERE status <> 'BOOKED' OR opening_minor + sum <> closing_minor OR before <> opening_minor
                            """),
                    new Rule(
                            "batches are complete: each record made a payment, or says why not",
                            """
                            SELECT b.id || ' ' || b.status || CASE WHEN b.open THEN ', work left' ELSE '' END || ': '
                                || b.succeeded || ' + ' || b.failed || ' + ' || b.skipped || ' of ' || b.records
                                || ', payments ' || count(p.id)
                            FROM batches b LEFT JOIN payments p ON p.batch_id = b.id
                            GROUP BY b.organization_id, b.id
                            HAVING b.status <> 'COMPLETED' OR b.open OR b.succeeded <> count(p.id)
                                OR b.succeeded + b.failed + b.skipped <> b.records
                                    -- One faulty record fails a batch as a whole, and only the faulty ones are counted.
                                    AND NOT (b.failed > 0 AND b.succeeded = 0 AND NOT b.skip_faulty)
                            """),
                    new Rule(
                            "results of batches are the payments that exist",
                            """
                            SELECT id || ' of batch ' || batch_id
                            FROM (SELECT batch_id, unnest(payments) AS id, true AS told FROM batch_slices) AS results
                            FULL JOIN (SELECT batch_id, id, true AS made FROM payments WHERE batch_id IS NOT NULL) AS payments
                                USING (batch_id, id)
                            WHERE id IS NOT NULL AND (told IS NULL OR made IS NULL)
                            """),
                    new Rule(
                            "decisions of batches were carried out",
                            """
                            SELECT batch_id || ' ' || number FROM batch_decisions WHERE NOT finished
                            """),
                    new Rule(
                            "versions of a resource run from 1 without a gap",
                            """
                            SELECT resource || ' ' || resource_id || ': ' || count(*) || ' from ' || min(version) || ' to '
                                || max(version)
                            FROM events GROUP BY resource, resource_id HAVING min(version) <> 1 OR max(version) <> count(*)
                            """),
                    new Rule(
                            "the newest event of a resource is its present version",
                            """
                            SELECT r.id || ' has version ' || r.version || ', told ' || coalesce(e.version, 0)
                            FROM (SELECT id, version FROM payments UNION ALL SELECT id, version FROM mandates
                                UNION ALL SELECT id, version FROM counterparties UNION ALL SELECT id, version FROM accounts
                                UNION ALL SELECT id, version FROM external_accounts UNION ALL SELECT id, version FROM batches
                                UNION ALL SELECT id, version FROM transactions UNION ALL SELECT id, version FROM instructions
                                ) AS r
                            LEFT JOIN (SELECT resource_id AS id, max(version) AS version FROM events GROUP BY 1) AS e
                                USING (id)
                            WHERE r.version IS DISTINCT FROM e.version
                            """),
                    new Rule(
                            "the newest event tells a payment as it is",
                            """
                            SELECT p.payment || ' is ' || p.status || ', told ' || (e.snapshot::json ->> 'status')
                            FROM payments p JOIN events e ON e.resource_id = p.id AND e.version = p.version
                            WHERE e.snapshot::json ->> 'status' <> p.status
                            """),
                    new Rule(
                            "an idempotency claim stands for something that happened",
                            """
                            SELECT c.claim || ' for ' || c.resource_id FROM idempotency_claims c
                            WHERE c.resource_id IS NOT NULL AND NOT EXISTS (
                                SELECT FROM events e WHERE e.resource_id = c.resource_id AND e.version = c.version)
                            """),
                    new Rule(
                            "no file is left on the way",
                            """
                            SELECT 'to the bank: ' || id || ' ' || state FROM instructions WHERE state <> 'SENT'
                            UNION ALL
                            SELECT 'from the bank: ' || id || ' ' || state || ' ' || coalesce(note, '') FROM inbox_files
                            WHERE state NOT IN ('PROCESSED', 'DUPLICATE')
                            UNION ALL
                            SELECT 'at the bank: ' || id || ' ' || name FROM testbank.outgoing_files WHERE NOT fetched
                            """),
                    new Rule(
                            "no entry that is booked is still announced",
                            """
                            SELECT id || ' of ' || date FROM pending_transactions
                            """),
                    new Rule(
                            "no lease is held",
                            """
                            SELECT 'batch ' || id FROM batches WHERE leased_until > now()
                            """));

    private final Connection session;

    StoryRules(String jdbcUrl, String organizationId, List<Told> told) throws SQLException {
        session = DriverManager.getConnection(jdbcUrl);
        try (var statement = session.createStatement()) {
            statement.execute(
                    "SET kontor.organization = '" + UUID.fromString(organizationId) + "'");
            statement.execute(VIEWS.getFirst());
            insert(told);
            for (String view : VIEWS.subList(1, VIEWS.size())) {
                statement.execute(view);
            }
        }
    }

    private void insert(List<Told> told) throws SQLException {
        session.setAutoCommit(false);
        try (var row = session.prepareStatement("INSERT INTO told VALUES (?, ?, ?::uuid, ?, ?)")) {
            for (Told one : told) {
                row.setString(1, one.name());
                row.setString(2, one.kind());
                row.setString(3, one.id().orElse(null));
                row.setInt(4, one.version());
                row.setString(5, one.digest());
                row.addBatch();
            }
            row.executeBatch();
        }
        session.commit();
        session.setAutoCommit(true);
    }

    /** Rules that are broken, each with the first of what breaks it. */
    List<String> broken() throws SQLException {
        var broken = new ArrayList<String>();
        for (Rule rule : RULES) {
            var offenders = lines("SELECT * FROM (" + rule.offenders + ") AS offenders LIMIT 10");
            if (!offenders.isEmpty()) {
                broken.add(
                        "NOT TRUE: " + rule.sentence + "\n    " + String.join("\n    ", offenders));
            }
        }
        return broken;
    }

    boolean none(String sql) {
        try {
            return lines(sql).isEmpty();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The first column of what the statement finds. */
    private List<String> lines(String sql) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
