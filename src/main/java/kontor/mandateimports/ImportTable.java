package kontor.mandateimports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.uploads.StoredInput;
import kontor.uploads.UploadFormat;
import kontor.uploads.UploadKind;

/** SQL of the imports themselves. */
final class ImportTable {

    private static final String COLUMNS =
            """
            i.id, i.status, i.dry_run, i.creator_user_id, i.creator, i.request_id, i.records, i.size, i.sha256,
                i.file_name, i.succeeded, i.existing, i.failed, i.version, i.created, i.updated\
            """;

    private static final Rows<MandateImport> NEW =
            Rows.of(
                    Column.id("id", MandateImport::id),
                    Column.flag("dry_run", MandateImport::dryRun),
                    Column.id("creator_user_id", one -> one.asked().creatorUserId()),
                    Column.text("creator", one -> one.asked().creator()),
                    Column.id("request_id", one -> one.asked().requestId()),
                    Column.number("records", MandateImport::records),
                    Column.big("size", one -> one.input().size()),
                    Column.bytes("sha256", one -> HexFormat.of().parseHex(one.input().sha256())),
                    Column.optionalText("file_name", one -> one.input().fileName()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO mandate_imports (organization_id, %s, status, open, version, created, updated)
                    SELECT :org, %s, 'CREATED', true, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<MandateImport> imports) {
        NEW.bound(tx.update(INSERT), imports).bind("now", tx.now()).execute();
    }

    private static final String FIND =
            """
            SELECT %s FROM mandate_imports i WHERE i.organization_id = :org AND i.id = :id
            """
                    .formatted(COLUMNS);

    Optional<MandateImport> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> imported(row)).findOne();
    }

    private static final String LOCK =
            """
            SELECT %s FROM mandate_imports i WHERE i.organization_id = :org AND i.id = ANY (:ids)
            ORDER BY i.id FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change, in id order so that two nodes never cross. */
    Map<UUID, MandateImport> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> imported(row))
                .collectToMap(MandateImport::id, one -> one);
    }

    private static final String LIST =
            """
            SELECT %s FROM mandate_imports i
            WHERE i.organization_id = :org
                AND (:after::uuid IS NULL OR i.id < :after)
                AND (:creator::uuid IS NULL OR i.creator_user_id = :creator)
            ORDER BY i.id DESC LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** The newest first: ids are ordered by time. */
    List<MandateImport> list(Tx tx, Optional<UUID> creator, Optional<UUID> after, int limit) {
        return tx.query(LIST)
                .bind("creator", creator.orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> imported(row))
                .list();
    }

    private static final String SAME_FILE =
            """
            SELECT %s FROM mandate_imports i
            WHERE i.organization_id = :org AND i.sha256 = :sha256 AND i.id <> :id
                AND (:creator::uuid IS NULL OR i.creator_user_id = :creator)
            ORDER BY i.id DESC LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** The other imports of the same bytes, the newest first. */
    List<MandateImport> ofSameFile(Tx tx, MandateImport one, Optional<UUID> creator, int limit) {
        return tx.query(SAME_FILE)
                .bind("id", one.id())
                .bind("sha256", HexFormat.of().parseHex(one.input().sha256()))
                .bind("creator", creator.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> imported(row))
                .list();
    }

    /** Writes a new status; it must still be at the version before. */
    void update(Tx tx, MandateImport changed) {
        int rows =
                tx.update(
                                """
                                UPDATE mandate_imports SET status = :status, open = :open, version = :version, updated = :now
                                WHERE organization_id = :org AND id = :id AND version = :version - 1
                                """)
                        .bind("id", changed.id())
                        .bind("status", changed.status().name())
                        .bind("open", changed.status().isOpen())
                        .bind("version", changed.version())
                        .bind("now", tx.now())
                        .execute();
        Tx.allChanged(rows, 1, "mandate imports");
    }

    /** Imports with work left, the oldest first. */
    List<UUID> open(Tx tx, int limit) {
        return tx.query(
                        """
                        SELECT id FROM mandate_imports WHERE organization_id = :org AND open
                        ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /** How often work on it was begun without getting further, with this time. */
    int begun(Tx tx, UUID id) {
        return tx.query(
                        """
                        UPDATE mandate_imports SET attempts = attempts + 1
                        WHERE organization_id = :org AND id = :id RETURNING attempts
                        """)
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Counts a slice, which a dry run makes anew with each attempt: it got no further by that.
     * Locks the import until this transaction ends. False when it is over.
     */
    boolean progressed(Tx tx, UUID id, MandateImport.Progress more) {
        return tx.update(
                                """
                                UPDATE mandate_imports
                                SET succeeded = succeeded + :succeeded, existing = existing + :existing,
                                    failed = failed + :failed,
                                    attempts = CASE WHEN dry_run THEN attempts ELSE 0 END
                                WHERE organization_id = :org AND id = :id AND open
                                """)
                        .bind("id", id)
                        .bind("succeeded", more.succeeded())
                        .bind("existing", more.existing())
                        .bind("failed", more.failed())
                        .execute()
                == 1;
    }

    /** A dry run begins again from its beginning. */
    void restart(Tx tx, UUID id) {
        tx.update(
                        """
                        UPDATE mandate_imports SET succeeded = 0, existing = 0, failed = 0
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .execute();
    }

    private static MandateImport imported(ResultSet row) throws SQLException {
        var asked =
                new MandateImport.Asked(
                        row.getObject("creator_user_id", UUID.class),
                        row.getString("creator"),
                        row.getObject("request_id", UUID.class),
                        row.getBoolean("dry_run"));
        var input =
                new StoredInput(
                        UploadFormat.CSV_FILE,
                        UploadKind.CSV,
                        row.getInt("records"),
                        row.getLong("size"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        Optional.ofNullable(row.getString("file_name")));
        return new MandateImport(
                row.getObject("id", UUID.class),
                asked,
                input,
                MandateImport.Status.valueOf(row.getString("status")),
                new MandateImport.Progress(
                        row.getInt("succeeded"), row.getInt("existing"), row.getInt("failed")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
