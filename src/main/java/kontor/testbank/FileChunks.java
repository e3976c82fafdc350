package kontor.testbank;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/** SQL of the pieces a file is stored in, as streams that live as long as the transaction. */
final class FileChunks {

    private static final int CHUNK_BYTES = 256 * 1024;

    private FileChunks() {}

    static OutputStream writer(Tx tx, UUID file) {
        return new BufferedOutputStream(new Chunks(tx, file), CHUNK_BYTES);
    }

    static InputStream reader(Tx tx, UUID file) {
        return new Pieces(position -> piece(tx, file, position));
    }

    /** Each piece is read in a transaction of its own: for callers that may be slow. */
    static InputStream reader(Database database, OrganizationId organization, UUID file) {
        return new Pieces(position -> database.read(organization, tx -> piece(tx, file, position)));
    }

    private static Optional<byte[]> piece(Tx tx, UUID file, int position) {
        return tx.sql().createQuery("""
                        SELECT bytes FROM testbank.file_chunks
                        WHERE organization_id = :org AND file_id = :file AND position = :position
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("position", position)
                .mapTo(byte[].class).findOne();
    }

    private static final class Chunks extends OutputStream {
        private final Tx tx;
        private final UUID file;
        private int position;

        Chunks(Tx tx, UUID file) {
            this.tx = tx;
            this.file = file;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (length == 0) {
                return;
            }
            tx.sql().createUpdate("""
                            INSERT INTO testbank.file_chunks (organization_id, file_id, position, bytes)
                            VALUES (:org, :file, :position, :bytes)
                            """)
                    .bind("org", tx.organization().value())
                    .bind("file", file)
                    .bind("position", position++)
                    .bind("bytes", Arrays.copyOfRange(bytes, from, from + length))
                    .execute();
        }
    }

    private static final class Pieces extends InputStream {
        private final IntFunction<Optional<byte[]>> pieces;
        private int position;
        private byte[] piece = new byte[0];
        private int read;

        Pieces(IntFunction<Optional<byte[]>> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            return filled() ? piece[read++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (!filled()) {
                return -1;
            }
            int count = Math.min(length, piece.length - read);
            System.arraycopy(piece, read, bytes, from, count);
            read += count;
            return count;
        }

        private boolean filled() {
            if (read < piece.length) {
                return true;
            }
            piece = pieces.apply(position++).orElseGet(() -> new byte[0]);
            read = 0;
            return piece.length > 0;
        }
    }
}
