package kontor.banks;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.connections.Channel.RemoteFile;
import kontor.connections.Connection;
import kontor.db.Tx;

/** SQL of the inbox. */
final class InboxTable {

    record InboxFile(UUID id, String name) {}

    boolean begin(Tx tx, UUID id, Connection connection, RemoteFile file) {
        return tx.update(
                                """
                                INSERT INTO inbox_files
                                    (organization_id, id, connection_id, name, remote_version, state,
                                    received)
                                VALUES (:org, :id, :connection, :name, nullif(:version, ''), 'RECEIVING',
                                    :now)
                                """)
                        .bind("id", id)
                        .bind("connection", connection.id())
                        .bind("name", file.name())
                        .bind("version", file.version())
                        .bind("now", tx.now())
                        .execute()
                > 0;
    }

    /** Bytes of all files that the organization has stored. */
    long storedBytes(Tx tx) {
        return tx.query(
                        """
                        SELECT coalesce(sum(size), 0) FROM inbox_files
                        WHERE organization_id = :org AND emptied IS NULL
                        """)
                .mapTo(Long.class)
                .one();
    }

    /** Of these files those that are stored already, with the digest of what is stored. */
    Map<RemoteFile, byte[]> stored(Tx tx, Connection connection, List<RemoteFile> files) {
        return tx
                .query(
                        """
                        SELECT name, remote_version, sha256 FROM inbox_files
                        WHERE organization_id = :org AND connection_id = :connection
                            AND remote_version = ANY (:versions) AND state <> 'RECEIVING'
                        """)
                .bind("connection", connection.id())
                .bind("versions", files.stream().map(RemoteFile::version).toArray(String[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        new RemoteFile(row.getString(1), row.getString(2)),
                                        row.getBytes(3)))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (_, last) -> last));
    }

    /** Files whose receiving was cut off by a crash; the bank still has them. */
    int forgetUnfinished(Tx tx, Connection connection) {
        return tx.update(
                        """
                        WITH unfinished AS (
                            DELETE FROM inbox_files
                            WHERE organization_id = :org AND connection_id = :connection
                                AND state = 'RECEIVING'
                            RETURNING id
                        )
                        DELETE FROM inbox_chunks
                        WHERE organization_id = :org AND file_id IN (SELECT id FROM unfinished)
                        """)
                .bind("connection", connection.id())
                .execute();
    }

    /** Received whole; the same bytes from the same bank a second time are kept but not read. */
    boolean received(Tx tx, UUID id, Connection connection, long size, byte[] sha256) {
        return tx.update(
                                """
                                UPDATE inbox_files f
                                SET size = :size, sha256 = :sha256,
                                    state = CASE WHEN o.id IS NULL THEN 'RECEIVED' ELSE 'DUPLICATE' END,
                                    note = 'the same bytes as file ' || o.id
                                FROM (SELECT) AS one
                                LEFT JOIN LATERAL (
                                    SELECT id FROM inbox_files
                                    WHERE organization_id = :org AND connection_id = :connection
                                        AND sha256 = :sha256
                                    ORDER BY id LIMIT 1
                                ) AS o ON true
                                WHERE f.organization_id = :org AND f.id = :id
                                """)
                        .bind("size", size)
                        .bind("sha256", sha256)
                        .bind("connection", connection.id())
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** Files of these bytes that were set aside. */
    List<UUID> asideWith(Tx tx, Connection connection, byte[] sha256) {
        return tx.query(
                        """
                        SELECT id FROM inbox_files
                        WHERE organization_id = :org AND connection_id = :connection
                            AND sha256 = :sha256 AND state = 'QUARANTINED'
                        """)
                .bind("connection", connection.id())
                .bind("sha256", sha256)
                .mapTo(UUID.class)
                .list();
    }

    /** To be read, in the order they came. */
    List<InboxFile> received(Tx tx, Connection connection, UUID after) {
        return tx.query(
                        """
                        SELECT id, name FROM inbox_files
                        WHERE organization_id = :org AND connection_id = :connection
                            AND state = 'RECEIVED' AND id > :after
                        ORDER BY id LIMIT 100
                        """)
                .bind("connection", connection.id())
                .bind("after", after)
                .map((row, _) -> new InboxFile(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** A file that was read and holds something that waits for another one; the note says what. */
    record WaitingFile(UUID id, String kind, Optional<String> note) {}

    List<WaitingFile> waiting(Tx tx, UUID after) {
        return tx.query(
                        """
                        SELECT id, kind, note FROM inbox_files
                        WHERE organization_id = :org AND state = 'WAITING' AND id > :after
                        ORDER BY id LIMIT 100
                        """)
                .bind("after", after)
                .map(
                        (row, _) ->
                                new WaitingFile(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        Optional.ofNullable(row.getString(3))))
                .list();
    }

    /**
     * @param kind noted of what was read to its end
     */
    void done(Tx tx, UUID id, String kind, Verdict verdict) {
        switch (verdict) {
            case Verdict.Processed() -> done(tx, id, "PROCESSED", kind, "");
            case Verdict.Waiting(var why) -> done(tx, id, "WAITING", kind, why);
            case Verdict.Duplicate(var why) -> done(tx, id, "DUPLICATE", "", why);
            case Verdict.Quarantined(var why, _) -> done(tx, id, "QUARANTINED", "", why);
        }
    }

    private static void done(Tx tx, UUID id, String state, String kind, String note) {
        tx.update(
                        """
                        UPDATE inbox_files
                        SET state = :state, kind = nullif(:kind, ''), note = nullif(:note, ''),
                            processed = :now
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("state", state)
                .bind("kind", kind)
                .bind("note", note)
                .bind("now", tx.now())
                .bind("id", id)
                .execute();
    }

    /**
     * @return how often reading it has failed by now
     */
    int failed(Tx tx, UUID id, String note) {
        return tx.query(
                        """
                        UPDATE inbox_files SET attempts = attempts + 1, note = :note
                        WHERE organization_id = :org AND id = :id
                        RETURNING attempts
                        """)
                .bind("note", note)
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }
}
