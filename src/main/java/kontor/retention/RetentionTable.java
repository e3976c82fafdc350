package kontor.retention;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what goes: how old things of a kind are found, and what becomes of them. */
enum RetentionTable {
    INSTRUCTIONS(
            """
            SELECT id FROM instructions
            WHERE organization_id = :org AND emptied IS NULL AND state = 'SENT' AND updated < :before
            ORDER BY updated LIMIT :slice
            """,
            """
            DELETE FROM instruction_chunks WHERE organization_id = :org AND file_id = ANY (:ids)
            """,
            """
            UPDATE instructions SET emptied = :now WHERE organization_id = :org AND id = ANY (:ids)
            """),
    RECEIVED_FILES(
            """
            SELECT id FROM inbox_files
            WHERE organization_id = :org AND emptied IS NULL AND state = 'PROCESSED' AND processed < :before
            ORDER BY processed LIMIT :slice
            """,
            """
            DELETE FROM inbox_chunks WHERE organization_id = :org AND file_id = ANY (:ids)
            """,
            """
            DELETE FROM status_reports WHERE organization_id = :org AND inbox_file_id = ANY (:ids)
            """,
            """
            UPDATE brought_reports SET content = NULL WHERE organization_id = :org AND id = ANY (:ids)
            """,
            """
            UPDATE inbox_files SET emptied = :now WHERE organization_id = :org AND id = ANY (:ids)
            """),
    /** Their bytes are there a second time, or were there. */
    DUPLICATES(
            """
            SELECT id FROM inbox_files
            WHERE organization_id = :org AND emptied IS NULL AND state = 'DUPLICATE' AND received <= :before
            ORDER BY id LIMIT :slice
            """,
            """
            DELETE FROM inbox_chunks WHERE organization_id = :org AND file_id = ANY (:ids)
            """,
            """
            UPDATE inbox_files SET emptied = :now WHERE organization_id = :org AND id = ANY (:ids)
            """),
    BATCHES(
            """
            SELECT id FROM batches
            WHERE organization_id = :org AND emptied IS NULL AND NOT open AND updated < :before
            ORDER BY updated LIMIT :slice
            """,
            """
            DELETE FROM batch_pieces WHERE organization_id = :org AND batch_id = ANY (:ids)
            """,
            """
            UPDATE batches SET emptied = :now WHERE organization_id = :org AND id = ANY (:ids)
            """),
    IMPORTS(
            """
            SELECT id FROM mandate_imports
            WHERE organization_id = :org AND emptied IS NULL AND NOT open AND updated < :before
            ORDER BY updated LIMIT :slice
            """,
            """
            DELETE FROM batch_pieces WHERE organization_id = :org AND batch_id = ANY (:ids)
            """,
            """
            UPDATE mandate_imports SET emptied = :now WHERE organization_id = :org AND id = ANY (:ids)
            """),
    COUNTERPARTIES(
            """
            SELECT id FROM counterparties
            WHERE organization_id = :org AND erased IS NULL AND deleted AND updated < :before
            ORDER BY updated LIMIT :slice
            """,
            """
            UPDATE counterparties
            SET legal_name = 'erased', alias = NULL, address = NULL, national_identifier = NULL, email = NULL,
                phone = NULL, external_id = NULL, metadata = NULL, erased = :now
            WHERE organization_id = :org AND id = ANY (:ids)
            """,
            """
            UPDATE pre_notifications n SET recipient = 'erased'
            FROM direct_debits d
            WHERE n.organization_id = :org AND d.organization_id = :org AND d.id = n.payment_id
                AND d.counterparty_id = ANY (:ids)
            """),
    /** The form of the identifiers stays, so that whoever reads the row can. */
    EXTERNAL_ACCOUNTS(
            """
            SELECT id FROM external_accounts
            WHERE organization_id = :org AND erased IS NULL AND deleted AND updated < :before
            ORDER BY updated LIMIT :slice
            """,
            """
            UPDATE external_accounts
            SET identifiers = regexp_replace(identifiers, '"number":"[^"]*"', '"number":"erased"', 'g'),
                alias = NULL, external_id = NULL, metadata = NULL, erased = :now
            WHERE organization_id = :org AND id = ANY (:ids)
            """,
            """
            UPDATE change_requests SET before_json = NULL, after_json = NULL
            WHERE organization_id = :org AND target_id = ANY (:ids) AND resource = 'external_accounts'
            """);

    /** Things in one transaction: a file may have thousands of chunks. */
    private static final int SLICE = 50;

    private final String find;
    private final List<String> changes;

    RetentionTable(String find, String... changes) {
        this.find = find;
        this.changes = List.of(changes);
    }

    /**
     * Some of those that were done with before a time; fewer than {@link #isSlice} are the last.
     */
    List<UUID> find(Tx tx, Instant before) {
        return tx.query(find).bind("before", before).bind("slice", SLICE).mapTo(UUID.class).list();
    }

    static boolean isSlice(List<UUID> found) {
        return found.size() == SLICE;
    }

    /** The reviews of these, where they are external accounts: they show holders and numbers. */
    static List<UUID> reviews(Tx tx, List<UUID> accounts) {
        return tx.query(
                        """
                        SELECT id FROM change_requests
                        WHERE organization_id = :org AND target_id = ANY (:ids) AND resource = 'external_accounts'
                        """)
                .bind("ids", accounts.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    void change(Tx tx, List<UUID> found) {
        for (String sql : changes) {
            var update = tx.update(sql).bind("ids", found.toArray(UUID[]::new));
            if (sql.contains(":now")) {
                update.bind("now", tx.now());
            }
            update.execute();
        }
    }
}
