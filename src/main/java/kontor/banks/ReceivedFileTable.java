package kontor.banks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of what the API shows of files from banks; reading them is {@link InboxTable}. */
final class ReceivedFileTable {

    Optional<ReceivedFile> find(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, connection_id, name, state, kind, note, size, sha256, version, received,
                            processed
                        FROM inbox_files WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> file(row))
                .findOne();
    }

    void bring(Tx tx, UUID id, UUID connection, String name, long size, byte[] sha256) {
        tx.update(
                        """
                        INSERT INTO inbox_files (organization_id, id, connection_id, name, state, size, sha256,
                            received)
                        VALUES (:org, :id, :connection, :name, 'RECEIVED', :size, :sha256, :now)
                        """)
                .bind("id", id)
                .bind("connection", connection)
                .bind("name", name)
                .bind("size", size)
                .bind("sha256", sha256)
                .bind("now", tx.now())
                .execute();
    }

    /** Locked for change in id order, so that two nodes never cross. */
    Map<UUID, ReceivedFile> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        SELECT id, connection_id, name, state, kind, note, size, sha256, version, received,
                            processed
                        FROM inbox_files WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id FOR UPDATE
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> file(row))
                .collectToMap(ReceivedFile::id, one -> one);
    }

    Map<UUID, ReceivedFile> readAgain(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        """
                        UPDATE inbox_files
                        SET state = 'RECEIVED', attempts = 0, note = NULL, processed = NULL,
                            version = version + 1
                        WHERE organization_id = :org AND id = ANY (:ids) AND state = 'QUARANTINED'
                        RETURNING id, connection_id, name, state, kind, note, size, sha256, version,
                            received, processed
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> file(row))
                .collectToMap(ReceivedFile::id, one -> one);
    }

    /** Newest first. */
    List<ReceivedFile> list(
            Tx tx,
            UUID connection,
            List<ReceivedFile.Status> statuses,
            @Nullable UUID before,
            int limit) {
        return tx.query(
                        """
                        SELECT id, connection_id, name, state, kind, note, size, sha256, version, received,
                            processed
                        FROM inbox_files
                        WHERE organization_id = :org AND connection_id = :connection
                            AND (:state::text IS NULL OR state = :state)
                            AND (:states::text[] IS NULL OR state = ANY (:states))
                            AND (:before::uuid IS NULL OR id < :before)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("connection", connection)
                .bind("state", QueryFields.only(statuses))
                .bind("states", QueryFields.several(statuses))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> file(row))
                .list();
    }

    private static ReceivedFile file(ResultSet row) throws SQLException {
        return new ReceivedFile(
                row.getObject("id", UUID.class),
                row.getObject("connection_id", UUID.class),
                row.getString("name"),
                ReceivedFile.Status.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("kind")),
                Optional.ofNullable(row.getString("note")),
                row.getLong("size"),
                Optional.ofNullable(row.getBytes("sha256")),
                row.getInt("version"),
                row.getTimestamp("received").toInstant(),
                Optional.ofNullable(row.getTimestamp("processed")).map(Timestamp::toInstant));
    }
}
