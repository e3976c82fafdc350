package kontor.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/**
 * One kind of way to banks: carries bytes to and from them and knows nothing of what they say. It
 * alone knows what a connection's {@link Connection#address} means, reads it from a request and
 * shows it. Bytes are never carried in a transaction, and for one organization by one node at a
 * time. A channel that fails throws; it is asked again.
 */
public interface Channel {

    /** What a channel can say of a file after a crash. */
    enum Delivery {
        THERE,
        ABSENT,
        CANNOT_TELL
    }

    /** A file that the bank offers. */
    record RemoteFile(String name) {}

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
     * Hands a file over; returns only when the bank has all of it. The same name always means the
     * same bytes: a file sent again replaces what an attempt before may have left.
     */
    void send(
            OrganizationId organization,
            Connection connection,
            String fileName,
            Supplier<InputStream> content);

    /** Asked after a crash; ABSENT only when it is sure, since the file is then sent again. */
    Delivery delivered(OrganizationId organization, Connection connection, String fileName);

    /** What is not acknowledged yet, oldest first. */
    List<RemoteFile> waiting(OrganizationId organization, Connection connection);

    InputStream open(OrganizationId organization, Connection connection, RemoteFile file);

    /** Told only after the file is durably stored here; it will not be offered again. */
    void acknowledge(OrganizationId organization, Connection connection, RemoteFile file);
}
