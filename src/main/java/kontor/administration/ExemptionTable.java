package kontor.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changerequests.Area;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the exemptions. */
final class ExemptionTable {

    private static final String COLUMNS =
            "id, user_id, area, reason, deleted, version, created, updated";

    private static final String INSERT =
            """
            INSERT INTO change_request_exemptions (organization_id, %s)
            VALUES (:org, :id, :user, :area, :reason, false, 1, :now, :now)
            ON CONFLICT DO NOTHING
            """
                    .formatted(COLUMNS);

    /** False where the program is exempted there already. */
    boolean insert(Tx tx, Exemption one) {
        return tx.update(INSERT)
                        .bind("id", one.id())
                        .bind("user", one.userId())
                        .bind("area", one.area().name())
                        .bind("reason", one.reason())
                        .bind("now", one.created())
                        .execute()
                == 1;
    }

    private static final String LOCK =
            """
            SELECT %s FROM change_request_exemptions WHERE organization_id = :org AND id = ANY (:ids)
            ORDER BY id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    Map<UUID, Exemption> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> exemption(row))
                .collectToMap(Exemption::id, one -> one);
    }

    void end(Tx tx, Exemption ended) {
        int rows =
                tx.update(
                                """
                                UPDATE change_request_exemptions SET deleted = true, version = :version, updated = :now
                                WHERE organization_id = :org AND id = :id AND version = :version - 1
                                """)
                        .bind("version", ended.version())
                        .bind("now", ended.updated())
                        .bind("id", ended.id())
                        .execute();
        Tx.allChanged(rows, 1, "exemptions");
    }

    boolean isExempt(Tx tx, UUID user, Area area) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM change_request_exemptions
                            WHERE organization_id = :org AND user_id = :user AND area = :area AND NOT deleted)
                        """)
                .bind("user", user)
                .bind("area", area.name())
                .mapTo(Boolean.class)
                .one();
    }

    private static final String FIND =
            """
            SELECT %s FROM change_request_exemptions WHERE organization_id = :org AND id = :id
            """
                    .formatted(COLUMNS);

    Optional<Exemption> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> exemption(row)).findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM change_request_exemptions
            WHERE organization_id = :org AND NOT deleted AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first. */
    List<Exemption> list(Tx tx, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> exemption(row))
                .list();
    }

    private static Exemption exemption(ResultSet row) throws SQLException {
        return new Exemption(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                Area.valueOf(row.getString("area")),
                row.getString("reason"),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
