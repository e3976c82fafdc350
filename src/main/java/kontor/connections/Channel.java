package kontor.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/**
 * One kind of way to banks: carries bytes to and from them and knows nothing of what they say. It
 * alone knows what a connection's {@link Connection#address} means, reads it from a request and
 * shows it. Bytes are never carried in a transaction, and over one connection by one node at a
 * time. A channel that fails throws; it is asked again.
 */
public interface Channel {

    /** What a channel can say of a file after a crash. */
    enum Delivery {
        THERE,
        ABSENT,
        CANNOT_TELL
    }

    /**
     * One attempt to hand a file over.
     *
     * @param number larger than those of all attempts before over the same connection; zero for one
     *     by a node of the version before, which numbered none
     * @param size of the file in bytes
     * @param sha256 of the file
     */
    record Attempt(String fileName, long number, long size, byte[] sha256) {}

    /** What a channel asks of Kontor while it hands a file over. */
    interface Handover {

        /** The file from its first byte on, anew each time. */
        InputStream open();

        /**
         * Asked when everything is ready, right before the file can be the bank's. When it throws
         * nothing may leave.
         *
         * @throws Withdrawn when another node has taken over
         */
        void mayLeave();

        /** Told again and again while something goes on that takes long, such as reading back. */
        default void progress() {}
    }

    /** Ended in the middle, since another node has taken over: nothing leaves with the attempt. */
    final class Withdrawn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Withdrawn(String fileName) {
            this("another node has taken over from the attempt to hand over", fileName);
        }

        /**
         * @param why the beginning of a sentence that ends with the name of the file
         */
        public Withdrawn(String why, String fileName) {
            super(why + " " + fileName);
        }
    }

    /** The attempt failed in such a way that nobody can tell any more whether the bank has it. */
    final class Unsure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unsure(String sentence) {
            super(sentence);
        }
    }

    /**
     * What the bank offers.
     *
     * @param version tells it from another that takes its name later; empty where a name is never
     *     used again
     * @param stray why it is no file to be taken; absent for a file
     */
    record RemoteFile(String name, String version, Optional<Stray> stray) {

        /** A file to be taken. */
        public RemoteFile(String name, String version) {
            this(name, version, Optional.empty());
        }

        public boolean isStray() {
            return stray.isPresent();
        }
    }

    /**
     * Something where a bank puts its files that is none to be taken.
     *
     * @param why in words, behind "was not taken: "
     * @param mayPass it may be a file to be taken in a moment
     */
    record Stray(String why, boolean mayPass) {}

    /**
     * A file that was sent.
     *
     * @param place where it lies, in the channel's words
     */
    record Copy(String place, long size, Instant written, Supplier<InputStream> content) {}

    /** The word by which connections name this channel. */
    String name();

    /** How users make connections over it; absent where only Kontor itself makes them. */
    default Optional<ChannelForm> form() {
        return Optional.empty();
    }

    /** Adds what users see of where the other end is to the view of a connection. */
    default void show(String address, ObjectNode view) {}

    /** The bank at the other end, where Kontor plays it. */
    default Optional<SimulatedBank> simulatedBank() {
        return Optional.empty();
    }

    /**
     * Hands a file over; returns only when the bank has all of it, byte for byte. The same name
     * always means the same bytes: a file sent again replaces what an attempt before may have left.
     *
     * @throws Withdrawn when another node took over meanwhile
     * @throws Unsure when it cannot be asked again either
     */
    void send(
            OrganizationId organization, Connection connection, Attempt attempt, Handover handover);

    /**
     * Asked after a crash, before another attempt. First it withdraws what this attempt and those
     * before may have made ready, so that none of them can leave any more, not even when a frozen
     * node goes on: ABSENT is final, since the file is then sent again.
     *
     * @param last the last attempt
     * @param mayHaveLeft whether that was told {@link Handover#mayLeave}
     */
    Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft);

    /**
     * The same.
     *
     * @param progress told again and again while it goes on
     */
    default Delivery delivered(
            OrganizationId organization,
            Connection connection,
            Attempt last,
            boolean mayHaveLeft,
            Runnable progress) {
        return delivered(organization, connection, last, mayHaveLeft);
    }

    /**
     * Names of files that were whole and on their way once, told one by one as far as the channel
     * keeps them outside the database: what the database does not know of them, it has lost.
     */
    default void sent(OrganizationId organization, Connection connection, Consumer<String> names) {}

    /** A file on its way to the bank or with it, while the channel still has its bytes. */
    default Optional<Copy> copy(
            OrganizationId organization, Connection connection, String fileName) {
        return Optional.empty();
    }

    /** What is not acknowledged yet, oldest first; strays among them. */
    List<RemoteFile> waiting(OrganizationId organization, Connection connection);

    InputStream open(OrganizationId organization, Connection connection, RemoteFile file);

    /**
     * Told only after the file is durably stored here; it will not be offered again. Another file
     * that has its name by now goes on to be offered.
     */
    void acknowledge(OrganizationId organization, Connection connection, RemoteFile file);

    /** Takes a stray away from where files are offered, unread; leaves what may be in use. */
    default void putAside(OrganizationId organization, Connection connection, RemoteFile stray) {}
}
