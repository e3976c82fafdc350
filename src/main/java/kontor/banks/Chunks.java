package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/** SQL of stored files: pieces of 256 KiB, one at a time in memory whatever the file's size. */
enum Chunks {
    INSTRUCTION("""
            INSERT INTO instruction_chunks (organization_id, file_id, number, bytes)
            VALUES (:org, :file, :number, :bytes)
            """, """
            SELECT bytes FROM instruction_chunks
            WHERE organization_id = :org AND file_id = :file AND number = :number
            """),
    INBOX("""
            INSERT INTO inbox_chunks (organization_id, file_id, number, bytes)
            VALUES (:org, :file, :number, :bytes)
            """, """
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
        tx.sql().createUpdate(insert).bind("org", tx.organization().value()).bind("file", file)
                .bind("number", number).bind("bytes", bytes).execute();
    }

    /** Writes into the open transaction; size and digest are known once it is closed. */
    Output output(Tx tx, UUID file) {
        return new Output(new Pieces(tx, file), sha256());
    }

    /** Reads piece by piece, each in a short transaction of its own. */
    InputStream input(Database database, OrganizationId organization, UUID file) {
        return new Input(number -> database.read(organization, tx -> tx.sql().createQuery(select)
                .bind("org", organization.value()).bind("file", file).bind("number", number)
                .map((row, _) -> row.getBytes(1)).findOne()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file being written. */
    static final class Output extends DigestOutputStream {
        private final Pieces pieces;

        private Output(Pieces pieces, MessageDigest digest) {
            super(pieces, digest);
            this.pieces = pieces;
        }

        /** Stores what is left in the last piece; nothing may be written afterwards. */
        void finish() {
            pieces.close();
        }

        long size() {
            return pieces.size;
        }

        byte[] sha256() {
            return getMessageDigest().digest();
        }
    }

    private final class Pieces extends OutputStream {
        private final Tx tx;
        private final UUID file;
        private final byte[] piece = new byte[SIZE];
        private int filled;
        private int number;
        private long size;

        Pieces(Tx tx, UUID file) {
            this.tx = tx;
            this.file = file;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            size += length;
            int start = from;
            int left = length;
            while (left > 0) {
                int part = Math.min(left, SIZE - filled);
                System.arraycopy(bytes, start, piece, filled, part);
                filled += part;
                start += part;
                left -= part;
                if (filled == SIZE) {
                    emit();
                }
            }
        }

        private void emit() {
            if (filled > 0) {
                add(tx, file, number++, Arrays.copyOf(piece, filled));
                filled = 0;
            }
        }

        @Override
        public void close() {
            emit();
        }
    }

    private static final class Input extends InputStream {
        private final IntFunction<Optional<byte[]>> pieces;
        private byte[] piece = {};
        private int position;
        private int number;
        private boolean ended;

        Input(IntFunction<Optional<byte[]>> pieces) {
            this.pieces = pieces;
        }

        private boolean filled() {
            while (!ended && position == piece.length) {
                var next = pieces.apply(number++);
                ended = next.isEmpty();
                piece = next.orElse(new byte[0]);
                position = 0;
            }
            return !ended;
        }

        @Override
        public int read() {
            return filled() ? piece[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!filled()) {
                return -1;
            }
            int part = Math.min(length, piece.length - position);
            System.arraycopy(piece, position, into, from, part);
            position += part;
            return part;
        }
    }
}
