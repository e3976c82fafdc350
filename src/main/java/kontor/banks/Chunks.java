package kontor.banks;

import java.io.InputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.ChunkInput;
import kontor.db.ChunkOutput;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.encodings.Sha256;

/** SQL of stored files: chunks of 256 KiB, one at a time in memory whatever the file's size. */
enum Chunks {
    INSTRUCTION(
            """
            INSERT INTO instruction_chunks (organization_id, file_id, number, bytes)
            VALUES (:org, :file, :number, :bytes)
            """,
            """
            SELECT bytes FROM instruction_chunks
            WHERE organization_id = :org AND file_id = :file AND number = :number
            """),
    INBOX(
            """
            INSERT INTO inbox_chunks (organization_id, file_id, number, bytes)
            VALUES (:org, :file, :number, :bytes)
            """,
            """
            SELECT bytes FROM inbox_chunks
            WHERE organization_id = :org AND file_id = :file AND number = :number
            """);

    static final int SIZE = 256 << 10;

    private final String insert;
    private final String select;

    Chunks(String insert, String select) {
        this.insert = insert;
        this.select = select;
    }

    void add(Tx tx, UUID file, int number, byte[] bytes) {
        tx.update(insert).bind("file", file).bind("number", number).bind("bytes", bytes).execute();
    }

    /** Writes into the open transaction; size and digest are known once it is closed. */
    Output output(Tx tx, UUID file) {
        return new Output(
                new ChunkOutput(SIZE, (number, bytes) -> add(tx, file, number, bytes)),
                Sha256.begin());
    }

    /**
     * Reads chunk by chunk, each in a short transaction of its own.
     *
     * @param between is done before each
     */
    InputStream input(Database database, OrganizationId organization, UUID file, Runnable between) {
        return new ChunkInput(
                number -> {
                    between.run();
                    return database.read(organization, tx -> chunk(tx, file, number));
                });
    }

    private Optional<byte[]> chunk(Tx tx, UUID file, int number) {
        return tx.query(select)
                .bind("file", file)
                .bind("number", number)
                .map((row, _) -> row.getBytes(1))
                .findOne();
    }

    /** A file being written. */
    static final class Output extends DigestOutputStream {
        private final ChunkOutput chunks;

        private Output(ChunkOutput chunks, MessageDigest digest) {
            super(chunks, digest);
            this.chunks = chunks;
        }

        /** Stores what is left in the last chunk; nothing may be written afterwards. */
        void finish() {
            chunks.close();
        }

        long size() {
            return chunks.size();
        }

        byte[] sha256() {
            return getMessageDigest().digest();
        }
    }
}
