package kontor.batches;

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
import kontor.payments.BatchTreatment;
import kontor.uploads.StoredInput;
import kontor.uploads.UploadFormat;
import kontor.wire.Json;

/** SQL of the batches themselves. */
final class BatchTable {

    private static final String COLUMNS =
            """
            b.id, b.kind, b.status, b.treatment, b.skip_faulty, b.creator_user_id, b.creator,
                b.request_id, b.external_id, b.metadata, b.form, b.content_type, b.records, b.size,
                b.sha256, b.file_name, b.checked, b.validated, b.succeeded, b.failed, b.skipped,
                b.input_totals, b.result_totals, b.errors, b.version, b.created, b.updated\
            """;

    private static final Rows<Batch> NEW =
            Rows.of(
                    Column.id("id", Batch::id),
                    Column.word("kind", Batch::type),
                    Column.word("treatment", batch -> batch.terms().treatment()),
                    Column.flag("skip_faulty", batch -> batch.terms().skipFaulty()),
                    Column.id("creator_user_id", batch -> batch.terms().creatorUserId()),
                    Column.text("creator", batch -> batch.terms().creator()),
                    Column.id("request_id", batch -> batch.terms().requestId()),
                    Column.optionalText("external_id", batch -> batch.terms().externalId()),
                    Column.text("metadata", batch -> Json.writeMetadata(batch.terms().metadata())),
                    Column.word("form", batch -> batch.input().format()),
                    Column.text("content_type", batch -> batch.input().contentType()),
                    Column.number("records", batch -> batch.input().records()),
                    Column.big("size", batch -> batch.input().size()),
                    Column.bytes(
                            "sha256", batch -> HexFormat.of().parseHex(batch.input().sha256())),
                    Column.optionalText("file_name", batch -> batch.input().fileName()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO batches (organization_id, %s, status, open, version, created, updated)
                    SELECT :org, %s, 'CREATED', true, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Batch> batches) {
        NEW.bound(tx.update(INSERT), batches).bind("now", tx.now()).execute();
    }

    private static final String FIND =
            """
            SELECT %s FROM batches b
            WHERE b.organization_id = :org AND b.id = :id AND b.kind = :kind
            """
                    .formatted(COLUMNS);

    Optional<Batch> find(Tx tx, BatchKind.Type type, UUID id) {
        return tx.query(FIND)
                .bind("id", id)
                .bind("kind", type.name())
                .map((row, _) -> batch(row))
                .findOne();
    }

    private static final String LOCK =
            """
            SELECT %s FROM batches b
            WHERE b.organization_id = :org AND b.id = ANY (:ids)
            ORDER BY b.id FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change, in id order so that two nodes never cross. */
    Map<UUID, Batch> lock(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> batch(row))
                .collectToMap(Batch::id, batch -> batch);
    }

    private static final String LIST =
            """
            SELECT %s FROM batches b
            WHERE b.organization_id = :org AND b.kind = :kind
                AND (:after::uuid IS NULL OR b.id < :after)
                AND (:creator::uuid IS NULL OR b.creator_user_id = :creator)
            ORDER BY b.id DESC LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** The newest first: ids are ordered by time. */
    List<Batch> list(
            Tx tx, BatchKind.Type type, Optional<UUID> creator, Optional<UUID> after, int limit) {
        return tx.query(LIST)
                .bind("kind", type.name())
                .bind("creator", creator.orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> batch(row))
                .list();
    }

    private static final Rows<Batch> CHANGED =
            Rows.of(
                    Column.id("id", Batch::id).asKey(),
                    Column.word("status", Batch::status),
                    Column.flag("checked", batch -> batch.progress().checked()),
                    Column.number("validated", batch -> batch.progress().validated()),
                    Column.number("succeeded", batch -> batch.progress().succeeded()),
                    Column.number("failed", batch -> batch.progress().failed()),
                    Column.number("skipped", batch -> batch.progress().skipped()),
                    Column.optionalText("input_totals", batch -> batch.results().inputTotals()),
                    Column.optionalText("result_totals", batch -> batch.results().resultTotals()),
                    Column.optionalText("errors", batch -> batch.results().errors()),
                    Column.number("version", Batch::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE batches b SET %s, updated = :now, open = :open, lease = CASE WHEN :open THEN b.lease END, leased_until = CASE WHEN :open THEN b.leased_until END
                    FROM %s
                    WHERE b.organization_id = :org AND b.id = u.id AND b.version = u.version - 1
                    """);

    /**
     * Writes new versions; each must still be at the version before.
     *
     * @param open whether work is left for them; if not, their leases end
     */
    void update(Tx tx, List<Batch> changed, boolean open) {
        if (changed.isEmpty()) {
            return;
        }
        int rows =
                CHANGED.bound(tx.update(UPDATE), changed)
                        .bind("now", tx.now())
                        .bind("open", open)
                        .execute();
        Tx.allChanged(rows, changed.size(), "batches");
    }

    /** Batches with work left that no worker holds. */
    List<UUID> waiting(Tx tx, int limit) {
        return tx.query(
                        """
                        SELECT id FROM batches
                        WHERE organization_id = :org AND open
                            AND (leased_until IS NULL OR leased_until < :now)
                        ORDER BY id LIMIT :limit
                        """)
                .bind("now", tx.now())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /**
     * A batch that one worker holds.
     *
     * @param attempts how often it was taken in a row without getting further, from 1
     */
    record Leased(Batch batch, int attempts) {}

    private static final String LEASE =
            """
            UPDATE batches b SET lease = :lease, leased_until = :until, attempts = b.attempts + 1
            WHERE b.organization_id = :org AND b.id = :id AND b.open
                AND (b.leased_until IS NULL OR b.leased_until < :now)
            RETURNING b.attempts, %s
            """
                    .formatted(COLUMNS);

    /** Takes the batch for one worker, unless another one holds it or no work is left. */
    Optional<Leased> lease(Tx tx, UUID id, Lease lease) {
        return tx.query(LEASE)
                .bind("id", id)
                .bind("lease", lease.token())
                .bind("until", lease.until(tx))
                .bind("now", tx.now())
                .map((row, _) -> new Leased(batch(row), row.getInt("attempts")))
                .findOne();
    }

    /**
     * How far the validation is, without a new version; renews the lease.
     *
     * @return false when another has the lease
     */
    boolean validated(Tx tx, UUID id, Lease lease, Batch.Progress progress, String inputTotals) {
        return tx.update(
                                """
                                UPDATE batches
                                SET checked = :checked, validated = :validated, failed = :failed, succeeded = 0,
                                    skipped = 0,
                                    input_totals = :inputTotals, leased_until = :until,
                                    attempts = CASE WHEN :checked THEN 0 ELSE attempts END
                                WHERE organization_id = :org AND id = :id AND lease = :lease
                                """)
                        .bind("id", id)
                        .bind("lease", lease.token())
                        .bind("until", lease.until(tx))
                        .bind("checked", progress.checked())
                        .bind("validated", progress.validated())
                        .bind("failed", progress.failed())
                        .bind("inputTotals", inputTotals)
                        .execute()
                == 1;
    }

    /**
     * Counts a slice that is made, and renews the lease; locks the batch until this transaction
     * ends.
     *
     * @param more what this slice adds
     * @return false when another has the lease
     */
    boolean made(Tx tx, UUID id, Lease lease, Batch.Progress more) {
        return tx.update(
                                """
                                UPDATE batches
                                SET validated = validated + :validated, succeeded = succeeded + :succeeded,
                                    failed = failed + :failed, skipped = skipped + :skipped,
                                    leased_until = :until, attempts = 0
                                WHERE organization_id = :org AND id = :id AND lease = :lease
                                """)
                        .bind("id", id)
                        .bind("lease", lease.token())
                        .bind("until", lease.until(tx))
                        .bind("validated", more.validated())
                        .bind("succeeded", more.succeeded())
                        .bind("failed", more.failed())
                        .bind("skipped", more.skipped())
                        .execute()
                == 1;
    }

    /** Renews the lease, and locks the batch until this transaction ends. False: another has it. */
    boolean renew(Tx tx, UUID id, Lease lease) {
        return tx.update(
                                """
                                UPDATE batches
                                SET leased_until = :until,
                                    attempts = CASE WHEN status = 'COMPLETED' THEN 0 ELSE attempts END
                                WHERE organization_id = :org AND id = :id AND lease = :lease
                                """)
                        .bind("id", id)
                        .bind("lease", lease.token())
                        .bind("until", lease.until(tx))
                        .execute()
                == 1;
    }

    /** No work is left. */
    void close(Tx tx, UUID id) {
        tx.update(
                        """
                        UPDATE batches SET open = false, lease = NULL, leased_until = NULL
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .execute();
    }

    /**
     * Frees the batch for the next worker: at once, or 2 s later for each attempt that got no
     * further, 10 min at most.
     */
    void release(Tx tx, UUID id, Lease lease) {
        int attempts =
                tx.query(
                                """
                                SELECT attempts FROM batches
                                WHERE organization_id = :org AND id = :id AND lease = :lease
                                FOR NO KEY UPDATE
                                """)
                        .bind("id", id)
                        .bind("lease", lease.token())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0);
        tx.update(
                        """
                        UPDATE batches SET lease = NULL, leased_until = :until
                        WHERE organization_id = :org AND id = :id AND lease = :lease
                        """)
                .bind("until", Lease.pauseAfter(attempts).map(tx.now()::plus).orElse(null))
                .bind("id", id)
                .bind("lease", lease.token())
                .execute();
    }

    private static Batch batch(ResultSet row) throws SQLException {
        var terms =
                new Batch.Terms(
                        row.getObject("creator_user_id", UUID.class),
                        row.getString("creator"),
                        row.getObject("request_id", UUID.class),
                        BatchTreatment.valueOf(row.getString("treatment")),
                        row.getBoolean("skip_faulty"),
                        Optional.ofNullable(row.getString("external_id")),
                        Json.readMetadata(row.getString("metadata")));
        var input =
                new StoredInput(
                        UploadFormat.valueOf(row.getString("form")),
                        row.getString("content_type"),
                        row.getInt("records"),
                        row.getLong("size"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        Optional.ofNullable(row.getString("file_name")));
        var progress =
                new Batch.Progress(
                        row.getBoolean("checked"),
                        row.getInt("validated"),
                        row.getInt("succeeded"),
                        row.getInt("failed"),
                        row.getInt("skipped"));
        var results =
                new Batch.Results(
                        Optional.ofNullable(row.getString("input_totals")),
                        Optional.ofNullable(row.getString("result_totals")),
                        Optional.ofNullable(row.getString("errors")));
        return new Batch(
                row.getObject("id", UUID.class),
                BatchKind.Type.valueOf(row.getString("kind")),
                terms,
                input,
                Batch.Status.valueOf(row.getString("status")),
                progress,
                results,
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
