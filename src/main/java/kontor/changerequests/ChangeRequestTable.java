package kontor.changerequests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of the change requests. */
final class ChangeRequestTable {

    private static final String COLUMNS =
            """
            id, area, operation, resource, target_id, target_version, before_json, after_json, body, maker_id,
                expires, status, decided_by, decided, reason, break_glass, used, version, created, updated\
            """;

    private static final Rows<ChangeRequest> NEW =
            Rows.of(
                    Column.id("id", ChangeRequest::id),
                    Column.word("area", one -> one.what().area()),
                    Column.text("operation", one -> one.what().operation()),
                    Column.text("resource", one -> one.what().resource()),
                    Column.id("target_id", one -> one.what().target()),
                    Column.number("target_version", one -> one.meantFor().orElse(null)),
                    Column.optionalText("before_json", ChangeRequest::before),
                    Column.optionalText("after_json", ChangeRequest::after),
                    Column.text("body", ChangeRequest::body),
                    Column.id("maker_id", ChangeRequest::makerId),
                    Column.time("expires", ChangeRequest::expires),
                    Column.word("status", ChangeRequest::status),
                    Column.number("version", ChangeRequest::version),
                    Column.time("created", ChangeRequest::created),
                    Column.time("updated", ChangeRequest::updated));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO change_requests (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    """);

    void insert(Tx tx, List<ChangeRequest> requests) {
        if (!requests.isEmpty()) {
            NEW.bound(tx.update(INSERT), requests).execute();
        }
    }

    /** Writes how it ended, or that it was used; it must still have the version before. */
    void update(Tx tx, ChangeRequest one) {
        var how = one.decision();
        int rows =
                tx.update(
                                """
                                UPDATE change_requests
                                SET status = :status, decided_by = :by, decided = :at, reason = :reason,
                                    break_glass = :glass, used = :used, version = :version, updated = :now
                                WHERE organization_id = :org AND id = :id AND version = :version - 1
                                """)
                        .bind("status", one.status().name())
                        .bind("by", how.map(ChangeRequest.Decision::by).orElse(null))
                        .bind("at", how.map(ChangeRequest.Decision::at).orElse(null))
                        .bind("reason", how.flatMap(ChangeRequest.Decision::reason).orElse(null))
                        .bind("glass", how.map(ChangeRequest.Decision::brokeGlass).orElse(false))
                        .bind("used", one.used())
                        .bind("version", one.version())
                        .bind("now", one.updated())
                        .bind("id", one.id())
                        .execute();
        Tx.allChanged(rows, 1, "change requests");
    }

    private static final String LOCK =
            """
            SELECT %s FROM change_requests WHERE organization_id = :org AND id = ANY (:ids)
            ORDER BY id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    Map<UUID, ChangeRequest> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> changeRequest(row))
                .collectToMap(ChangeRequest::id, one -> one);
    }

    private static final String FIND =
            """
            SELECT %s FROM change_requests WHERE organization_id = :org AND id = :id
            """
                    .formatted(COLUMNS);

    Optional<ChangeRequest> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> changeRequest(row)).findOne();
    }

    private static final String LOCK_PENDING =
            """
            SELECT %s FROM change_requests
            WHERE organization_id = :org AND status = 'PENDING' AND resource = :resource AND target_id = ANY (:targets)
            ORDER BY id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** Those that wait about these resources, locked. */
    List<ChangeRequest> lockPending(Tx tx, String resource, Collection<UUID> targets) {
        return tx.query(LOCK_PENDING)
                .bind("resource", resource)
                .bind("targets", targets.toArray(UUID[]::new))
                .map((row, _) -> changeRequest(row))
                .list();
    }

    private static final String LOCK_LEAVE =
            """
            SELECT %s FROM change_requests
            WHERE organization_id = :org AND status = 'APPROVED' AND NOT used AND operation = ANY (:operations)
                AND target_id = :target AND maker_id = :maker AND decided > :since
            ORDER BY id
            LIMIT 1
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** One that lets its maker do something once. */
    Optional<ChangeRequest> lockLeave(
            Tx tx,
            Collection<String> operations,
            UUID target,
            UUID maker,
            java.time.Instant since) {
        return tx.query(LOCK_LEAVE)
                .bind("operations", operations.toArray(String[]::new))
                .bind("target", target)
                .bind("maker", maker)
                .bind("since", since)
                .map((row, _) -> changeRequest(row))
                .findOne();
    }

    private static final String LOCK_LATE =
            """
            SELECT %s FROM change_requests
            WHERE organization_id = :org AND status = 'PENDING' AND expires <= :now
            ORDER BY id
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """
                    .formatted(COLUMNS);

    /** Those whose time is over, locked. */
    List<ChangeRequest> lockLate(Tx tx, int limit) {
        return tx.query(LOCK_LATE)
                .bind("now", tx.now())
                .bind("limit", limit)
                .map((row, _) -> changeRequest(row))
                .list();
    }

    /** How many wait that this user asked a door for, up to a number. */
    int pendingOf(Tx tx, UUID maker, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT id FROM change_requests
                            WHERE organization_id = :org AND status = 'PENDING' AND area <> 'PAYEE_ACCOUNTS'
                                AND maker_id = :maker
                            LIMIT :most) AS pending
                        """)
                .bind("maker", maker)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** How many wait that somebody else asked for, up to a number. */
    int pendingOfOthers(Tx tx, UUID user, int most) {
        return tx.query(
                        """
                        SELECT count(*) FROM (
                            SELECT id FROM change_requests
                            WHERE organization_id = :org AND status = 'PENDING' AND maker_id <> :user LIMIT :most
                            ) AS pending
                        """)
                .bind("user", user)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    private static final String LIST =
            """
            SELECT %s FROM change_requests
            WHERE organization_id = :org
                AND (:status::text IS NULL OR status = :status)
                AND (:statuses::text[] IS NULL OR status = ANY (:statuses))
                AND (:area::text IS NULL OR area = :area)
                AND (:maker::uuid IS NULL OR maker_id = :maker)
                AND (:own::uuid IS NULL OR maker_id = :own)
                AND (:target::uuid IS NULL OR target_id = :target)
                AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /**
     * Newest first.
     *
     * @param own of this maker only
     */
    List<ChangeRequest> list(
            Tx tx,
            ChangeRequestFilter filter,
            Optional<UUID> own,
            @Nullable UUID before,
            int limit) {
        return tx.query(LIST)
                .bind("status", QueryFields.only(filter.statuses()))
                .bind("statuses", QueryFields.several(filter.statuses()))
                .bind("area", filter.area().map(Enum::name).orElse(null))
                .bind("maker", filter.makerId().orElse(null))
                .bind("own", own.orElse(null))
                .bind("target", filter.targetId().orElse(null))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> changeRequest(row))
                .list();
    }

    private static ChangeRequest changeRequest(ResultSet row) throws SQLException {
        return new ChangeRequest(
                row.getObject("id", UUID.class),
                new ChangeRequest.What(
                        Area.valueOf(row.getString("area")),
                        row.getString("operation"),
                        row.getString("resource"),
                        row.getObject("target_id", UUID.class)),
                Optional.ofNullable(row.getString("before_json")),
                Optional.ofNullable(row.getString("after_json")),
                Optional.ofNullable(row.getObject("target_version", Integer.class)),
                row.getString("body"),
                row.getObject("maker_id", UUID.class),
                row.getTimestamp("expires").toInstant(),
                ChangeRequest.Status.valueOf(row.getString("status")),
                decision(row),
                row.getBoolean("used"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static Optional<ChangeRequest.Decision> decision(ResultSet row) throws SQLException {
        var at = row.getTimestamp("decided");
        return at == null
                ? Optional.empty()
                : Optional.of(
                        new ChangeRequest.Decision(
                                row.getString("decided_by"),
                                at.toInstant(),
                                Optional.ofNullable(row.getString("reason")),
                                row.getBoolean("break_glass")));
    }
}
