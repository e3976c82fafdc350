package kontor.batches;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
                b.input_totals, b.result_totals, b.errors, b.version, b.created, b.updated
            """;
    private static final String SELECT = "SELECT " + COLUMNS + " FROM batches b ";

    void insert(Tx tx, List<Batch> batches) {
        tx.update(
                        """
                        INSERT INTO batches (organization_id, id, kind, status, treatment, skip_faulty,
                            creator_user_id, creator, request_id, external_id, metadata, form,
                            content_type, records, size, sha256, file_name, open, version, created,
                            updated)
                        SELECT :org, u.id, u.kind, 'CREATED', u.treatment, u.skip_faulty,
                            u.creator_user_id, u.creator, u.request_id, u.external_id, u.metadata, u.form,
                            u.content_type, u.records, u.size, decode(u.sha256, 'hex'), u.file_name, true,
                            1, :now, :now
                        FROM unnest(:ids::uuid[], :kinds::text[], :treatments::text[], :skips::boolean[],
                            :creatorIds::uuid[], :creators::text[], :requests::uuid[],
                            :externalIds::text[], :metadata::text[], :forms::text[],
                            :contentTypes::text[], :records::int[], :sizes::bigint[], :digests::text[],
                            :fileNames::text[])
                            AS u (id, kind, treatment, skip_faulty, creator_user_id, creator, request_id,
                                external_id, metadata, form, content_type, records, size, sha256,
                                file_name)
                        """)
                .bind("now", tx.now())
                .bind("ids", column(batches, UUID[]::new, Batch::id))
                .bind("kinds", column(batches, String[]::new, batch -> batch.type().name()))
                .bind(
                        "treatments",
                        column(batches, String[]::new, batch -> batch.terms().treatment().name()))
                .bind("skips", column(batches, Boolean[]::new, batch -> batch.terms().skipFaulty()))
                .bind(
                        "creatorIds",
                        column(batches, UUID[]::new, batch -> batch.terms().creatorUserId()))
                .bind("creators", column(batches, String[]::new, batch -> batch.terms().creator()))
                .bind("requests", column(batches, UUID[]::new, batch -> batch.terms().requestId()))
                .bind(
                        "externalIds",
                        column(
                                batches,
                                String[]::new,
                                batch -> batch.terms().externalId().orElse(null)))
                .bind(
                        "metadata",
                        column(
                                batches,
                                String[]::new,
                                batch -> Json.writeMetadata(batch.terms().metadata())))
                .bind(
                        "forms",
                        column(batches, String[]::new, batch -> batch.input().format().name()))
                .bind(
                        "contentTypes",
                        column(batches, String[]::new, batch -> batch.input().contentType()))
                .bind("records", column(batches, Integer[]::new, batch -> batch.input().records()))
                .bind("sizes", column(batches, Long[]::new, batch -> batch.input().size()))
                .bind("digests", column(batches, String[]::new, batch -> batch.input().sha256()))
                .bind(
                        "fileNames",
                        column(
                                batches,
                                String[]::new,
                                batch -> batch.input().fileName().orElse(null)))
                .execute();
    }

    Optional<Batch> find(Tx tx, BatchKind.Type type, UUID id) {
        return tx.query(SELECT + "WHERE b.organization_id = :org AND b.id = :id AND b.kind = :kind")
                .bind("id", id)
                .bind("kind", type.name())
                .map((row, _) -> batch(row))
                .findOne();
    }

    /** Locked for change, in id order so that two nodes never cross. */
    Map<UUID, Batch> lock(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tx.query(
                        SELECT
                                + """
                                WHERE b.organization_id = :org AND b.id = ANY (:ids)
                                ORDER BY b.id FOR NO KEY UPDATE
                                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> batch(row))
                .collectToMap(Batch::id, batch -> batch);
    }

    /** The newest first: ids are ordered by time. */
    List<Batch> list(
            Tx tx, BatchKind.Type type, Optional<UUID> creator, Optional<UUID> after, int limit) {
        return tx.query(
                        SELECT
                                + """
                                WHERE b.organization_id = :org AND b.kind = :kind
                                    AND (:after::uuid IS NULL OR b.id < :after)
                                    AND (:creator::uuid IS NULL OR b.creator_user_id = :creator)
                                ORDER BY b.id DESC LIMIT :limit
                                """)
                .bind("kind", type.name())
                .bind("creator", creator.orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> batch(row))
                .list();
    }

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
                tx.update(
                                """
                                UPDATE batches b
                                SET status = u.status, checked = u.checked, validated = u.validated, succeeded =
                                    u.succeeded, failed = u.failed, skipped = u.skipped, input_totals =
                                    u.input_totals, result_totals = u.result_totals, errors = u.errors, version =
                                    u.version, updated = :now, open = :open,
                                    lease = CASE WHEN :open THEN b.lease END,
                                    leased_until = CASE WHEN :open THEN b.leased_until END
                                FROM unnest(:ids::uuid[], :statuses::text[], :checked::boolean[],
                                    :validated::int[], :succeeded::int[], :failed::int[], :skipped::int[],
                                    :inputTotals::text[], :resultTotals::text[], :errors::text[], :versions::int[])
                                    AS u (id, status, checked, validated, succeeded, failed, skipped,
                                        input_totals, result_totals, errors, version)
                                WHERE b.organization_id = :org AND b.id = u.id AND b.version = u.version - 1
                                """)
                        .bind("now", tx.now())
                        .bind("open", open)
                        .bind("ids", column(changed, UUID[]::new, Batch::id))
                        .bind(
                                "statuses",
                                column(changed, String[]::new, batch -> batch.status().name()))
                        .bind(
                                "checked",
                                column(
                                        changed,
                                        Boolean[]::new,
                                        batch -> batch.progress().checked()))
                        .bind(
                                "validated",
                                column(
                                        changed,
                                        Integer[]::new,
                                        batch -> batch.progress().validated()))
                        .bind(
                                "succeeded",
                                column(
                                        changed,
                                        Integer[]::new,
                                        batch -> batch.progress().succeeded()))
                        .bind(
                                "failed",
                                column(changed, Integer[]::new, batch -> batch.progress().failed()))
                        .bind(
                                "skipped",
                                column(
                                        changed,
                                        Integer[]::new,
                                        batch -> batch.progress().skipped()))
                        .bind(
                                "inputTotals",
                                column(
                                        changed,
                                        String[]::new,
                                        batch -> batch.results().inputTotals().orElse(null)))
                        .bind(
                                "resultTotals",
                                column(
                                        changed,
                                        String[]::new,
                                        batch -> batch.results().resultTotals().orElse(null)))
                        .bind(
                                "errors",
                                column(
                                        changed,
                                        String[]::new,
                                        batch -> batch.results().errors().orElse(null)))
                        .bind("versions", column(changed, Integer[]::new, Batch::version))
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

    /** Takes the batch for one worker, unless another one holds it or no work is left. */
    Optional<Leased> lease(Tx tx, UUID id, Lease lease) {
        return tx.query(
                        """
                        UPDATE batches b SET lease = :lease, leased_until = :until, attempts = b.attempts + 1
                        WHERE b.organization_id = :org AND b.id = :id AND b.open
                            AND (b.leased_until IS NULL OR b.leased_until < :now)
                        RETURNING b.attempts,
                        """
                                + COLUMNS)
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
                BatchStatus.valueOf(row.getString("status")),
                progress,
                results,
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
