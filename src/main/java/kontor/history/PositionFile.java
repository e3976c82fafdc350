package kontor.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import kontor.core.OrganizationId;
import kontor.disks.OwnFiles;

/**
 * A file of one slot for each organization, written in place. Each slot has two records that are
 * written in turn, so that a write that was cut off leaves the one before.
 *
 * <pre>
 * 512 bytes    the name of the form
 * 512 bytes    a slot: organization and checksum; at 128 and at 256 a record ({@link Known})
 * ...
 * </pre>
 *
 * <p>A write reaches the operating system and so survives the end of the process; {@link #flush}
 * brings it to the disk.
 */
final class PositionFile implements AutoCloseable {

    private static final byte[] FORM =
            "KONTOR FEED POSITIONS 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SLOT = 512;
    private static final int RECORDS = 128;
    private static final int HEAD = 20;

    private final Path path;
    private final RandomAccessFile file;
    private final Map<OrganizationId, Slot> slots = new HashMap<>();
    private int used;

    /** Where an organization stands, and the serial number of its last record. */
    private record Slot(int place, long serial) {

        Slot next() {
            return new Slot(place, serial + 1);
        }

        /** Records take turns by their serial number. */
        long offset() {
            return offset(serial);
        }

        private long offset(long number) {
            return (long) SLOT * (place + 1) + RECORDS * (1 + (number & 1));
        }

        long head() {
            return (long) SLOT * (place + 1);
        }
    }

    private PositionFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** For oneself alone; empty while another has it. */
    static Optional<PositionFile> tryOpen(Path path) throws IOException {
        OwnFiles.file(path);
        OwnFiles.close(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.getChannel().tryLock() != null) {
                return Optional.of(new PositionFile(path, file).checked());
            }
        } catch (OverlappingFileLockException _) {
            // Another node in this process has it.
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
        file.close();
        return Optional.empty();
    }

    /**
     * Whether it lies there. To open one's own once more and close it would give up its lock: a
     * process that closes any stream of a file has none left.
     */
    boolean isAt(Path place) {
        return path.equals(place);
    }

    /** To look into, while a node may write it. */
    static PositionFile openToRead(Path path) throws IOException {
        return new PositionFile(path, new RandomAccessFile(path.toFile(), "r"));
    }

    private PositionFile checked() throws IOException {
        if (file.length() < SLOT) {
            file.setLength(0);
            file.write(Arrays.copyOf(FORM, SLOT));
        }
        if (!Arrays.equals(bytes(0, FORM.length), FORM)) {
            throw new IOException(
                    path
                            + " is of another Kontor; move it away to start without what it"
                            + " knows");
        }
        return this;
    }

    /** All that it holds. Of a slot without a whole record only whose it is can be told. */
    Map<OrganizationId, Known> read() throws IOException {
        var all = new HashMap<OrganizationId, Known>();
        used = (int) Math.max(0, (file.length() - 1) / SLOT);
        for (int place = 0; place < used; place++) {
            var slot = new Slot(place, 0);
            var organization = organization(bytes(slot.head(), HEAD));
            if (organization.isPresent()) {
                all.put(organization.get(), newest(organization.get(), slot));
            }
        }
        return all;
    }

    private Known newest(OrganizationId organization, Slot slot) throws IOException {
        var newest = Known.UNREADABLE;
        long serial = 0;
        for (int turn = 0; turn < 2; turn++) {
            byte[] bytes = bytes(slot.offset(turn), Known.BYTES);
            var known = Known.read(organization, bytes);
            long number = ByteBuffer.wrap(bytes).getLong();
            if (known != null && number > serial) {
                newest = known;
                serial = number;
            }
        }
        slots.put(organization, new Slot(slot.place, serial));
        return newest;
    }

    void write(OrganizationId organization, Known known) throws IOException {
        var slot = slots.get(organization);
        if (slot == null) {
            // The record first: a head promises that there is one.
            slot = new Slot(free(), 0);
            file.seek(slot.head());
            file.write(new byte[SLOT]);
        }
        var next = slot.next();
        file.seek(next.offset());
        file.write(known.written(organization, next.serial));
        if (slot.serial == 0) {
            file.seek(next.head());
            file.write(head(organization));
        }
        slots.put(organization, next);
    }

    private int free() {
        return used++;
    }

    void forget(OrganizationId organization) throws IOException {
        var slot = slots.remove(organization);
        if (slot != null) {
            file.seek(slot.head());
            file.write(new byte[SLOT]);
        }
    }

    void flush() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Zeros where the file ends. */
    private byte[] bytes(long offset, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.seek(offset);
        for (int done = 0; done < count; ) {
            int more = file.read(bytes, done, count - done);
            if (more < 0) {
                return bytes;
            }
            done += more;
        }
        return bytes;
    }

    private static byte[] head(OrganizationId organization) {
        var head =
                ByteBuffer.allocate(HEAD)
                        .putLong(organization.value().getMostSignificantBits())
                        .putLong(organization.value().getLeastSignificantBits());
        return head.putInt(checksum(head.array())).array();
    }

    private static Optional<OrganizationId> organization(byte[] bytes) {
        var head = ByteBuffer.wrap(bytes);
        if (head.getInt(HEAD - Integer.BYTES) != checksum(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new OrganizationId(new UUID(head.getLong(), head.getLong())));
    }

    private static int checksum(byte[] head) {
        var checksum = new CRC32C();
        checksum.update(head, 0, HEAD - Integer.BYTES);
        return (int) checksum.getValue();
    }
}
