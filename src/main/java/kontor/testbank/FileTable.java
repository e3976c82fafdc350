package kontor.testbank;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iso20022.OrderMessage;
import org.jdbi.v3.core.Handle;

/** SQL of the files the bank received and issued; their bytes come and go in chunks. */
final class FileTable {

    /** What is written into an outgoing file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A file that a customer sent.
     *
     * @param name as the customer named it
     * @param message what it is and its id, once it was judged and accepted
     * @param silent no report speaks of it
     */
    record Received(
            UUID id,
            String login,
            String name,
            Instant received,
            Optional<Message> message,
            boolean silent) {

        record Message(String name, String id) {}
    }

    /** Empty when this login already sent a file of this name: it is stored, once. */
    Optional<UUID> receive(Tx tx, String login, String name, InputStream bytes) throws IOException {
        UUID id = Ids.next();
        int stored =
                tx.update(
                                """
                                INSERT INTO testbank.received_files (organization_id, id, login, name, received)
                                VALUES (:org, :id, :login, :name, :received)
                                ON CONFLICT (organization_id, login, name) DO NOTHING
                                """)
                        .bind("id", id)
                        .bind("login", login)
                        .bind("name", name)
                        .bind("received", tx.bankNow())
                        .execute();
        if (stored == 0) {
            return Optional.empty();
        }
        try (var out = FileChunks.writer(tx, id)) {
            bytes.transferTo(out);
        }
        return Optional.of(id);
    }

    boolean hasReceived(Tx tx, String login, String name) {
        return tx.query(
                                """
                                SELECT count(*) FROM testbank.received_files
                                WHERE organization_id = :org AND login = :login AND name = :name
                                """)
                        .bind("login", login)
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    Received received(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, login, name, received, silent, message_id,
                            coalesce(message_name, 'pain.008') AS message_name
                        FROM testbank.received_files
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> received(row))
                .one();
    }

    private static Received received(ResultSet row) throws SQLException {
        String message = row.getString("message_name");
        return new Received(
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getTimestamp("received").toInstant(),
                Optional.ofNullable(row.getString("message_id"))
                        .map(id -> new Received.Message(message, id)),
                row.getBoolean("silent"));
    }

    boolean knowsMessage(Tx tx, String login, String messageId) {
        return tx.query(
                                """
                                SELECT count(*) FROM testbank.received_files
                                WHERE organization_id = :org AND login = :login AND message_id = :message
                                """)
                        .bind("login", login)
                        .bind("message", messageId)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    void keepMessage(Tx tx, UUID file, String messageId, OrderMessage message, boolean silent) {
        tx.update(
                        """
                        UPDATE testbank.received_files
                        SET message_id = :message, message_name = :name, silent = :silent
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", file)
                .bind("message", messageId)
                .bind("name", message.messageName())
                .bind("silent", silent)
                .execute();
    }

    UUID issue(Tx tx, String login, String name, String kind, Instant issued, Content content) {
        UUID id = Ids.next();
        tx.update(
                        """
                        INSERT INTO testbank.outgoing_files (organization_id, id, login, name, kind, issued)
                        VALUES (:org, :id, :login, :name, :kind, :issued)
                        """)
                .bind("id", id)
                .bind("login", login)
                .bind("name", name)
                .bind("kind", kind)
                .bind("issued", issued)
                .execute();
        try (var out = FileChunks.writer(tx, id)) {
            content.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return id;
    }

    /** The same bytes once more under another name, as banks do. */
    void issueAgain(Tx tx, UUID original, String name) {
        tx.update(
                        """
                        WITH twin AS (
                            INSERT INTO testbank.outgoing_files (organization_id, id, login, name, kind, issued)
                            SELECT organization_id, :twin, login, :name, kind, issued
                            FROM testbank.outgoing_files WHERE organization_id = :org AND id = :original
                        )
                        INSERT INTO testbank.file_chunks (organization_id, file_id, position, bytes)
                        SELECT organization_id, :twin, position, bytes
                        FROM testbank.file_chunks WHERE organization_id = :org AND file_id = :original
                        """)
                .bind("twin", Ids.next())
                .bind("name", name)
                .bind("original", original)
                .execute();
    }

    Optional<UUID> outgoing(Tx tx, String login, String name) {
        return tx.query(
                        """
                        SELECT id FROM testbank.outgoing_files
                        WHERE organization_id = :org AND login = :login AND name = :name
                        """)
                .bind("login", login)
                .bind("name", name)
                .mapTo(UUID.class)
                .findOne();
    }

    /** What the customer has not fetched yet, oldest first. */
    List<String> waiting(Tx tx, String login) {
        return tx.query(
                        """
                        SELECT name FROM testbank.outgoing_files
                        WHERE organization_id = :org AND login = :login AND NOT fetched
                        ORDER BY id
                        """)
                .bind("login", login)
                .mapTo(String.class)
                .list();
    }

    /** Of all that the transaction may watch: those who have something to fetch. */
    List<OrganizationId> organizationsWithWaiting(Handle watching) {
        return watching.createQuery(
                        """
                        SELECT DISTINCT organization_id FROM testbank.outgoing_files WHERE NOT fetched
                        """)
                .map((row, _) -> new OrganizationId(row.getObject(1, UUID.class)))
                .list();
    }

    void fetched(Tx tx, String login, String name) {
        tx.update(
                        """
                        UPDATE testbank.outgoing_files SET fetched = true
                        WHERE organization_id = :org AND login = :login AND name = :name
                        """)
                .bind("login", login)
                .bind("name", name)
                .execute();
    }
}
