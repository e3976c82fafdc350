package kontor.bankfiles;

import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the bytes of files to and from banks. */
final class BankFileTable {

    private static final String OUT =
            """
            SELECT f.id, f.file_name AS name, f.size, TRUE AS complete,
                EXISTS (SELECT FROM instruction_chunks c
                    WHERE c.organization_id = :org AND c.file_id = f.id AND c.number = 0) AS kept
            FROM instructions f WHERE f.organization_id = :org AND f.id = :id
            """;

    private static final String IN =
            """
            SELECT f.id, f.name, f.size, f.state <> 'RECEIVING' AS complete,
                EXISTS (SELECT FROM inbox_chunks c
                    WHERE c.organization_id = :org AND c.file_id = f.id AND c.number = 0) AS kept
            FROM inbox_files f WHERE f.organization_id = :org AND f.id = :id
            """;

    private static final String OUT_CHUNK =
            """
            SELECT c.bytes FROM instruction_chunks c
            WHERE c.organization_id = :org AND c.file_id = :id AND c.number = :number
            """;

    private static final String IN_CHUNK =
            """
            SELECT c.bytes FROM inbox_chunks c
            WHERE c.organization_id = :org AND c.file_id = :id AND c.number = :number
            """;

    Optional<StoredFile> find(Tx tx, Direction direction, UUID id) {
        return tx.query(direction == Direction.OUT ? OUT : IN)
                .bind("id", id)
                .map(
                        (row, _) ->
                                new StoredFile(
                                        row.getObject("id", UUID.class),
                                        row.getString("name"),
                                        row.getLong("size"),
                                        row.getBoolean("complete"),
                                        row.getBoolean("kept")))
                .findOne();
    }

    Optional<byte[]> chunk(Tx tx, Direction direction, UUID file, int number) {
        return tx.query(direction == Direction.OUT ? OUT_CHUNK : IN_CHUNK)
                .bind("id", file)
                .bind("number", number)
                .map((row, _) -> row.getBytes(1))
                .findOne();
    }
}
