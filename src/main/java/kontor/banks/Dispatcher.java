package kontor.banks;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.banks.Instruction.State;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.connections.Connections;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files to the banks: builds what is due, hands it over once, and asks after a crash instead of
 * guessing. The caller holds the organization's lock.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Database database;
    private final Changes changes;
    private final Connections connections;
    private final Instructions instructions;
    private final Channels channels;

    Dispatcher(
            Database database,
            Changes changes,
            Connections connections,
            Instructions instructions,
            Channels channels) {
        this.database = database;
        this.changes = changes;
        this.connections = connections;
        this.instructions = instructions;
        this.channels = channels;
    }

    void run(OrganizationId organization) {
        var all =
                database.read(organization, connections::all).stream()
                        .collect(Collectors.toMap(Connection::id, Function.identity()));
        each(organization, State.HANDING_OVER, one -> recover(handover(organization, all, one)));
        for (Connection connection : all.values()) {
            for (PaymentSource source : instructions.sources()) {
                guarded(
                        () -> build(organization, connection, source),
                        "{} of connection {} were not built",
                        source.name(),
                        connection.id());
                guarded(
                        () -> giveUpWaiting(organization, connection, source),
                        "silence on {} of connection {} was not noted",
                        source.name(),
                        connection.id());
            }
        }
        each(organization, State.PREPARED, one -> begin(handover(organization, all, one)));
    }

    /** A file on its way, with all that is needed to carry it. */
    private record Handover(
            OrganizationId organization,
            Connection connection,
            Channel channel,
            Instruction instruction) {}

    private Handover handover(
            OrganizationId organization, Map<UUID, Connection> all, Instruction instruction) {
        var connection = all.get(instruction.connectionId());
        if (connection == null) {
            throw new IllegalStateException("no connection " + instruction.connectionId());
        }
        return new Handover(organization, connection, channels.of(connection), instruction);
    }

    private void each(OrganizationId organization, State state, Consumer<Instruction> work) {
        for (var one : database.read(organization, tx -> instructions.in(tx, state))) {
            guarded(
                    () -> work.accept(one),
                    "instruction {} of connection {} was not handed over",
                    one.id(),
                    one.connectionId());
        }
    }

    /** One bank that cannot be reached does not keep the others waiting. */
    private static void guarded(Runnable work, String message, Object what, UUID connection) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log(message, what, connection);
        }
    }

    private void build(OrganizationId organization, Connection connection, PaymentSource source) {
        boolean due = database.read(organization, tx -> isDue(tx, connection, source));
        while (due) {
            due =
                    changes.inLane(
                            organization,
                            tx -> instructions.prepare(tx, connection, source).isPresent());
        }
    }

    private void giveUpWaiting(
            OrganizationId organization, Connection connection, PaymentSource source) {
        while (database.read(organization, tx -> source.overdue(tx, connection))) {
            changes.inLane(
                    organization,
                    tx -> {
                        source.giveUpWaiting(tx, connection);
                        return true;
                    });
        }
    }

    private static boolean isDue(Tx tx, Connection connection, PaymentSource source) {
        return source.nextDue(tx, connection)
                .filter(when -> !when.isAfter(tx.bankNow()))
                .isPresent();
    }

    private void begin(Handover file) {
        // Committed before the first byte leaves: after a crash we know that it may have left.
        boolean ours =
                changes.inLane(
                        file.organization,
                        tx -> instructions.handingOver(tx, file.instruction.id()));
        if (ours) {
            send(file);
        }
    }

    private void send(Handover file) {
        file.channel.send(
                file.organization,
                file.connection,
                file.instruction.fileName(),
                () -> Chunks.INSTRUCTION.input(database, file.organization, file.instruction.id()));
        sent(file);
    }

    private void sent(Handover file) {
        changes.inLane(
                file.organization,
                tx -> {
                    instructions.sent(tx, file.instruction.id());
                    return true;
                });
    }

    private void recover(Handover file) {
        switch (file.channel.delivered(
                file.organization, file.connection, file.instruction.fileName())) {
            case THERE -> sent(file);
            case ABSENT -> send(file);
            case CANNOT_TELL ->
                    changes.inLane(
                            file.organization,
                            tx -> {
                                instructions.unknown(tx, file.instruction.id());
                                return true;
                            });
        }
    }
}
