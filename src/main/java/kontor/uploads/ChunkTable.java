package kontor.uploads;

import static kontor.db.Columns.column;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.ChunkInput;
import kontor.db.Database;
import kontor.db.Tx;

/** SQL of the stored inputs. */
public final class ChunkTable {

    /** One of them is in memory for each upload and each batch at work. */
    static final int CHUNK_BYTES = 1 << 20;

    /** A chunk of the input of a batch. */
    public record Chunk(UUID batchId, int number, byte[] bytes) {}

    public void insert(Tx tx, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO batch_pieces (organization_id, batch_id, number, bytes)
                        SELECT :org, u.batch_id, u.number, u.bytes
                        FROM unnest(:batches::uuid[], :numbers::int[], :bytes::bytea[]) AS u (batch_id,
                            number, bytes)
                        """)
                .bind("batches", column(chunks, UUID[]::new, Chunk::batchId))
                .bind("numbers", column(chunks, Integer[]::new, Chunk::number))
                .bind("bytes", column(chunks, byte[][]::new, Chunk::bytes))
                .execute();
    }

    /** The input as a stream; each chunk is read in a transaction of its own. */
    public InputStream input(Database database, OrganizationId organization, UUID batch) {
        return new ChunkInput(number -> chunk(database, organization, batch, number));
    }

    /** The same before the last chunk is stored. */
    public InputStream input(Database database, OrganizationId organization, Chunk last) {
        return new ChunkInput(
                number ->
                        number == last.number
                                ? Optional.of(last.bytes)
                                : number > last.number
                                        ? Optional.empty()
                                        : chunk(database, organization, last.batchId, number));
    }

    private static Optional<byte[]> chunk(
            Database database, OrganizationId organization, UUID batch, int number) {
        return database.read(
                organization,
                tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        SELECT bytes FROM batch_pieces
                                        WHERE organization_id = :org AND batch_id = :batch AND number = :number
                                        """)
                                .bind("org", organization.value())
                                .bind("batch", batch)
                                .bind("number", number)
                                .map((row, _) -> row.getBytes(1))
                                .findOne());
    }

    /** Whether an input is stored; it is forgotten with age. */
    public boolean has(Tx tx, UUID batch) {
        return tx.query(
                        """
                        SELECT EXISTS (SELECT FROM batch_pieces WHERE organization_id = :org AND batch_id = :batch)
                        """)
                .bind("batch", batch)
                .mapTo(Boolean.class)
                .one();
    }

    /** Stores an input once more under another id; false where nothing is stored of it. */
    boolean copy(Tx tx, UUID from, UUID to) {
        return tx.update(
                                """
                                INSERT INTO batch_pieces (organization_id, batch_id, number, bytes)
                                SELECT p.organization_id, :to, p.number, p.bytes FROM batch_pieces p
                                WHERE p.organization_id = :org AND p.batch_id = :from
                                """)
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                > 0;
    }

    /** Bytes of all inputs that the organization has stored. */
    long stored(Tx tx) {
        return tx.query(
                        """
                        SELECT coalesce(sum(octet_length(bytes)), 0) FROM batch_pieces WHERE organization_id = :org
                        """)
                .mapTo(Long.class)
                .one();
    }

    /** Forgets what was stored of an upload that came to nothing. */
    void forget(Tx tx, UUID batch) {
        tx.update(
                        """
                        DELETE FROM batch_pieces
                        WHERE organization_id = :org AND batch_id = :batch AND NOT EXISTS (
                            SELECT FROM batches b WHERE b.organization_id = :org AND b.id = :batch)
                            AND NOT EXISTS (
                            SELECT FROM mandate_imports i WHERE i.organization_id = :org AND i.id = :batch)
                        """)
                .bind("batch", batch)
                .execute();
    }

    /**
     * The same for uploads that ended with their node.
     *
     * @param before an id of the time before which an upload must have ended, one way or the other
     */
    public void forgetAbandoned(Tx tx, UUID before) {
        tx.update(
                        """
                        DELETE FROM batch_pieces p
                        WHERE p.organization_id = :org AND p.batch_id < :before AND NOT EXISTS (
                            SELECT FROM batches b WHERE b.organization_id = :org AND b.id = p.batch_id)
                            AND NOT EXISTS (
                            SELECT FROM mandate_imports i WHERE i.organization_id = :org AND i.id = p.batch_id)
                        """)
                .bind("before", before)
                .execute();
    }
}
