package kontor.banks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.http.Json;

/** SQL of the instructions; each change of state is an event too. */
final class InstructionTable {

    enum State { PREPARED, HANDING_OVER, SENT, UNKNOWN }

    record Instruction(UUID id, UUID connectionId, String source, String messageId, String fileName, State state) {}

    private final Events events;

    InstructionTable(Events events) {
        this.events = events;
    }

    void insert(Tx tx, Connection connection, String source, InstructionDraft draft, Written written, long size,
            byte[] sha256) {
        tx.sql().createUpdate("""
                        INSERT INTO instructions (organization_id, id, connection_id, source, message_id, message_name,
                            file_name, state, transactions, control_sum, size, sha256, version, created, updated)
                        VALUES (:org, :id, :connection, :source, :message, :name, :file, 'PREPARED', :count, :sum,
                            :size, :sha256, 1, :now, :now)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", draft.id())
                .bind("connection", connection.id())
                .bind("source", source)
                .bind("message", draft.messageId())
                .bind("name", written.messageName())
                .bind("file", written.messageName() + "_" + draft.messageId() + ".xml")
                .bind("count", written.transactions())
                .bind("sum", written.controlSum())
                .bind("size", size)
                .bind("sha256", sha256)
                .bind("now", tx.now())
                .execute();
        record(tx, draft.id(), 1, NewEvent.Type.CREATED, State.PREPARED);
    }

    List<Instruction> in(Tx tx, State state) {
        return tx.sql().createQuery("""
                        SELECT id, connection_id, source, message_id, file_name, state FROM instructions
                        WHERE organization_id = :org AND state = :state ORDER BY id LIMIT 100
                        """)
                .bind("org", tx.organization().value())
                .bind("state", state.name())
                .map((row, _) -> instruction(row))
                .list();
    }

    Optional<Instruction> ofMessage(Tx tx, String messageId) {
        return tx.sql().createQuery("""
                        SELECT id, connection_id, source, message_id, file_name, state FROM instructions
                        WHERE organization_id = :org AND message_id = :message
                        """)
                .bind("org", tx.organization().value())
                .bind("message", messageId)
                .map((row, _) -> instruction(row))
                .findOne();
    }

    private static Instruction instruction(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Instruction(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3),
                row.getString(4), row.getString(5), State.valueOf(row.getString(6)));
    }

    /** @return false when somebody else moved it first */
    boolean move(Tx tx, UUID id, State from, State to) {
        var version = tx.sql().createQuery("""
                        UPDATE instructions SET state = :to, version = version + 1, updated = :now
                        WHERE organization_id = :org AND id = :id AND state = :from RETURNING version
                        """)
                .bind("to", to.name())
                .bind("now", tx.now())
                .bind("org", tx.organization().value())
                .bind("id", id)
                .bind("from", from.name())
                .mapTo(Integer.class)
                .findOne();
        version.ifPresent(now -> record(tx, id, now, NewEvent.Type.UPDATED, to));
        return version.isPresent();
    }

    private void record(Tx tx, UUID id, int version, NewEvent.Type type, State state) {
        var snapshot = Json.object().put("id", id.toString()).put("state", state.name()).put("version", version);
        events.record(tx, new NewEvent("instructions", id, version, type, state.name(), NewEvent.KONTOR,
                Optional.empty(), Optional.empty(), Map.of(), Json.write(snapshot)));
    }
}
