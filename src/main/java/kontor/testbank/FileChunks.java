package kontor.testbank;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.ChunkInput;
import kontor.db.ChunkOutput;
import kontor.db.Database;
import kontor.db.Tx;

/** SQL of the chunks a file is stored in, as streams that live as long as the transaction. */
final class FileChunks {

    private static final int CHUNK_BYTES = 256 * 1024;

    private FileChunks() {}

    static OutputStream writer(Tx tx, UUID file) {
        return new ChunkOutput(CHUNK_BYTES, (position, chunk) -> keep(tx, file, position, chunk));
    }

    static InputStream reader(Tx tx, UUID file) {
        return new ChunkInput(position -> chunk(tx, file, position));
    }

    /** Each chunk is read in a transaction of its own: for callers that may be slow. */
    static InputStream reader(Database database, OrganizationId organization, UUID file) {
        return new ChunkInput(
                position -> database.read(organization, tx -> chunk(tx, file, position)));
    }

    private static Optional<byte[]> chunk(Tx tx, UUID file, int position) {
        return tx.query(
                        """
                        SELECT bytes FROM testbank.file_chunks
                        WHERE organization_id = :org AND file_id = :file AND position = :position
                        """)
                .bind("file", file)
                .bind("position", position)
                .mapTo(byte[].class)
                .findOne();
    }

    private static void keep(Tx tx, UUID file, int position, byte[] chunk) {
        tx.update(
                        """
                        INSERT INTO testbank.file_chunks (organization_id, file_id, position, bytes)
                        VALUES (:org, :file, :position, :bytes)
                        """)
                .bind("file", file)
                .bind("position", position)
                .bind("bytes", chunk)
                .execute();
    }
}
