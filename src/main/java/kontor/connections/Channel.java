package kontor.connections;

import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/**
 * Carries bytes to and from a bank; knows nothing of what they say. Never called in a transaction,
 * and for one organization by one node at a time. A channel that fails throws; it is asked again.
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
