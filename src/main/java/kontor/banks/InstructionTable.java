package kontor.banks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.banks.Instruction.State;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Json;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of the instructions; each change of state is an event too. */
final class InstructionTable {

    private final Journal journal;

    InstructionTable(Journal journal) {
        this.journal = journal;
    }

    void insert(Tx tx, Instruction instruction) {
        var content = instruction.content();
        tx.update(
                        """
                        INSERT INTO instructions (organization_id, id, connection_id, source, file_kind,
                            message_id, message_name, file_name, state, transactions, control_sum,
                            size, sha256, version, created, updated)
                        VALUES (:org, :id, :connection, :source, :fileKind, :message, :name, :file, :state,
                            :count, :sum, :size, :sha256, :version, :created, :updated)
                        """)
                .bind("id", instruction.id())
                .bind("connection", instruction.connectionId())
                .bind("source", instruction.source().payments())
                .bind("fileKind", instruction.source().fileKind())
                .bind("message", instruction.messageId())
                .bind("name", content.messageName())
                .bind("file", instruction.fileName())
                .bind("state", instruction.state().name())
                .bind("count", content.transactions())
                .bind("sum", content.controlSum())
                .bind("size", content.size())
                .bind("sha256", content.sha256())
                .bind("version", instruction.version())
                .bind("created", instruction.created())
                .bind("updated", instruction.updated())
                .execute();
        record(tx, instruction, NewEvent.Type.CREATED, Originator.KONTOR);
    }

    /** Oldest first; what is more than a hundred waits for the next round. */
    List<Instruction> in(Tx tx, UUID connection, State state) {
        return tx.query(
                        """
                        SELECT id, connection_id, source, file_kind, message_id, message_name, file_name,
                            state, transactions, control_sum, size, sha256, version, created,
                            updated
                        FROM instructions
                        WHERE organization_id = :org AND connection_id = :connection
                            AND state = :state
                        ORDER BY id LIMIT 100
                        """)
                .bind("connection", connection)
                .bind("state", state.name())
                .map((row, _) -> instruction(row))
                .list();
    }

    /** Those that are on their way, or prepared and may leave, by connection. */
    Map<UUID, Set<UUID>> open(Tx tx) {
        return tx
                .query(
                        """
                        SELECT i.connection_id, i.id FROM instructions i
                        JOIN connections c ON c.organization_id = :org AND c.id = i.connection_id
                        JOIN organizations o ON o.id = :org
                        WHERE i.organization_id = :org AND (i.state = 'HANDING_OVER'
                            OR i.state = 'PREPARED' AND c.paused_since IS NULL AND o.paused_since IS NULL)
                        """)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }

    Optional<Instruction> ofMessage(Tx tx, String messageId) {
        return tx.query(
                        """
                        SELECT id, connection_id, source, file_kind, message_id, message_name, file_name,
                            state, transactions, control_sum, size, sha256, version, created,
                            updated
                        FROM instructions
                        WHERE organization_id = :org AND message_id = :message
                        """)
                .bind("message", messageId)
                .map((row, _) -> instruction(row))
                .findOne();
    }

    /**
     * Those of the messages of which a byte has left or may have left: not those that nobody has
     * touched since they were prepared.
     *
     * @param trusted false when the table may be of the past: then only what is settled counts
     */
    Set<String> known(Tx tx, Collection<String> messageIds, boolean trusted) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT message_id FROM instructions
                                WHERE organization_id = :org AND message_id = ANY (:messages)
                                    AND (state IN ('SENT', 'UNKNOWN') OR :trusted AND version > 1)
                                """)
                        .bind("messages", messageIds.toArray(String[]::new))
                        .bind("trusted", trusted)
                        .mapTo(String.class)
                        .list());
    }

    Optional<Instruction> find(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT id, connection_id, source, file_kind, message_id, message_name, file_name,
                            state, transactions, control_sum, size, sha256, version, created,
                            updated
                        FROM instructions WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> instruction(row))
                .findOne();
    }

    /** Newest first. */
    List<Instruction> list(
            Tx tx, UUID connection, List<State> states, @Nullable UUID before, int limit) {
        return tx.query(
                        """
                        SELECT id, connection_id, source, file_kind, message_id, message_name, file_name,
                            state, transactions, control_sum, size, sha256, version, created,
                            updated
                        FROM instructions
                        WHERE organization_id = :org AND connection_id = :connection
                            AND (:state::text IS NULL OR state = :state)
                            AND (:states::text[] IS NULL OR state = ANY (:states))
                            AND (:before::uuid IS NULL OR id < :before)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("connection", connection)
                .bind("state", QueryFields.only(states))
                .bind("states", QueryFields.several(states))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> instruction(row))
                .list();
    }

    /**
     * @return empty when it is not (any more) in {@code from}
     */
    Optional<Instruction> move(Tx tx, UUID id, State from, State to, Originator by) {
        var moved =
                tx.query(
                                """
                                UPDATE instructions
                                SET state = :to, version = version + 1, updated = :now
                                WHERE organization_id = :org AND id = :id AND state = :from
                                RETURNING id, connection_id, source, file_kind, message_id, message_name, file_name,
                                    state, transactions, control_sum, size, sha256, version, created,
                                    updated
                                """)
                        .bind("to", to.name())
                        .bind("now", tx.now())
                        .bind("id", id)
                        .bind("from", from.name())
                        .map((row, _) -> instruction(row))
                        .findOne();
        moved.ifPresent(now -> record(tx, now, NewEvent.Type.UPDATED, by));
        return moved;
    }

    /**
     * The last attempt.
     *
     * @param number zero when it was one by a node of the version before
     * @param mayHaveLeft whether the channel was told that the file may leave
     */
    record LastAttempt(long number, boolean mayHaveLeft) {}

    LastAttempt lastAttempt(Tx tx, UUID id) {
        return tx.query(
                        """
                        SELECT coalesce(attempt, 0), may_have_left OR attempt IS NULL
                        FROM instructions WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .map((row, _) -> new LastAttempt(row.getLong(1), row.getBoolean(2)))
                .one();
    }

    /** False when the file is not being handed over any more. */
    boolean beginAttempt(Tx tx, UUID id, long number) {
        return tx.update(
                                """
                                UPDATE instructions SET attempt = :number, may_have_left = false
                                WHERE organization_id = :org AND id = :id
                                    AND state = 'HANDING_OVER'
                                """)
                        .bind("number", number)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** False when it is not the last attempt, or the file is not being handed over any more. */
    boolean mayLeave(Tx tx, UUID id, long number) {
        return tx.update(
                                """
                                UPDATE instructions SET may_have_left = true
                                WHERE organization_id = :org AND id = :id
                                    AND state = 'HANDING_OVER' AND attempt = :number
                                """)
                        .bind("number", number)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** An operator has decided that the file goes again, whatever became of the last attempt. */
    void forgetAttempts(Tx tx, UUID id) {
        tx.update(
                        """
                        UPDATE instructions SET attempt = NULL, may_have_left = false
                        WHERE organization_id = :org AND id = :id AND state = 'UNKNOWN'
                        """)
                .bind("id", id)
                .execute();
    }

    private void record(Tx tx, Instruction now, NewEvent.Type type, Originator by) {
        journal.record(
                tx,
                new Snapshot(
                        Instruction.RESOURCE,
                        now.id(),
                        now.version(),
                        Json.write(now.json(tx.organization()))),
                Happened.of(type, now.state().name(), by));
    }

    private static Instruction instruction(ResultSet row) throws SQLException {
        var content =
                new Instruction.Content(
                        row.getString("message_name"),
                        row.getInt("transactions"),
                        row.getBigDecimal("control_sum"),
                        row.getLong("size"),
                        row.getBytes("sha256"));
        return new Instruction(
                row.getObject("id", UUID.class),
                row.getObject("connection_id", UUID.class),
                new SourceName(
                        row.getString("source"),
                        Objects.requireNonNullElse(row.getString("file_kind"), "")),
                row.getString("message_id"),
                row.getString("file_name"),
                State.valueOf(row.getString("state")),
                content,
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
