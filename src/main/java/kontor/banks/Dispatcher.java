package kontor.banks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.banks.InstructionTable.Instruction;
import kontor.banks.InstructionTable.State;
import kontor.changes.Changes;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files to the banks: builds what is due, hands it over once, and asks after a crash instead of guessing. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Database database;
    private final Changes changes;
    private final Connections connections;
    private final InstructionTable table;
    private final List<PaymentSource> sources;
    private final Map<String, Channel> channels;

    Dispatcher(Database database, Changes changes, Events events, Connections connections,
            List<PaymentSource> sources, List<Channel> channels) {
        this.database = database;
        this.changes = changes;
        this.connections = connections;
        this.table = new InstructionTable(events);
        this.sources = sources;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
    }

    void run(OrganizationId organization) {
        var all = database.read(organization, connections::all).stream()
                .collect(Collectors.toMap(Connection::id, Function.identity()));
        for (var left : database.read(organization, tx -> table.in(tx, State.HANDING_OVER))) {
            guarded(left, () -> recover(organization, all.get(left.connectionId()), left));
        }
        for (Connection connection : all.values()) {
            sources.forEach(source -> build(organization, connection, source));
        }
        for (var prepared : database.read(organization, tx -> table.in(tx, State.PREPARED))) {
            guarded(prepared, () -> handOver(organization, all.get(prepared.connectionId()), prepared));
        }
    }

    /** One bank that cannot be reached does not keep the others waiting; the next run tries again. */
    private static void guarded(Instruction instruction, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("instruction {} was not handed over", instruction.id(), failed);
        }
    }

    private void build(OrganizationId organization, Connection connection, PaymentSource source) {
        boolean due = database.read(organization, tx -> source.nextDue(tx, connection)
                .map(when -> !when.isAfter(tx.bankNow())).orElse(false));
        while (due) {
            due = changes.inLane(organization, tx -> buildOne(tx, connection, source));
        }
    }

    private boolean buildOne(Tx tx, Connection connection, PaymentSource source) {
        UUID id = Ids.next();
        var draft = new InstructionDraft(id, messageId(id), tx.bankNow().atZone(connection.profile().zone()).toLocalDateTime());
        try (var file = Chunks.INSTRUCTION.output(tx, id)) {
            var written = source.writeNext(tx, connection, draft, file);
            file.finish();
            written.ifPresent(what -> table.insert(tx, connection, source.name(), draft, what, file.size(), file.sha256()));
            return written.isPresent();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A UUID in base 36: 25 capital letters and digits, so that a group's number still fits behind it. */
    private static String messageId(UUID id) {
        String digits = new BigInteger(id.toString().replace("-", ""), 16).toString(36).toUpperCase(Locale.ROOT);
        return "0".repeat(25 - digits.length()) + digits;
    }

    private void handOver(OrganizationId organization, Connection connection, Instruction instruction) {
        // Committed before the first byte leaves: after a crash we know that it may have left.
        if (changes.inLane(organization, tx -> table.move(tx, instruction.id(), State.PREPARED, State.HANDING_OVER))) {
            send(organization, connection, instruction);
        }
    }

    private void send(OrganizationId organization, Connection connection, Instruction instruction) {
        channel(connection).send(organization, connection, instruction.fileName(),
                () -> Chunks.INSTRUCTION.input(database, organization, instruction.id()));
        sent(organization, instruction);
    }

    private void sent(OrganizationId organization, Instruction instruction) {
        changes.inLane(organization, tx -> {
            if (table.move(tx, instruction.id(), State.HANDING_OVER, State.SENT)) {
                source(instruction).sent(tx, instruction.id());
            }
            return true;
        });
    }

    private void recover(OrganizationId organization, Connection connection, Instruction instruction) {
        switch (channel(connection).delivered(organization, connection, instruction.fileName())) {
            case THERE -> sent(organization, instruction);
            case ABSENT -> send(organization, connection, instruction);
            case CANNOT_TELL -> changes.inLane(organization, tx -> {
                if (table.move(tx, instruction.id(), State.HANDING_OVER, State.UNKNOWN)) {
                    source(instruction).unknown(tx, instruction.id());
                }
                return true;
            });
        }
    }

    private PaymentSource source(Instruction instruction) {
        return sources.stream().filter(source -> source.name().equals(instruction.source())).findFirst()
                .orElseThrow(() -> new IllegalStateException("no room for instructions of " + instruction.source()));
    }

    private Channel channel(Connection connection) {
        Channel channel = channels.get(connection.channel());
        if (channel == null) {
            throw new IllegalStateException("connection " + connection.id() + " names the unknown channel " + connection.channel());
        }
        return channel;
    }
}
