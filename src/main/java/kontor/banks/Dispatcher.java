package kontor.banks;

import java.util.function.Consumer;
import kontor.banks.Instruction.State;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.db.Database;
import kontor.db.Tx;

/**
 * Files to a bank: builds what is due, hands it over once, and asks after a crash instead of
 * guessing. The caller holds the lock of the line.
 */
final class Dispatcher {

    private final Database database;
    private final Changes changes;
    private final Instructions instructions;
    private final Channels channels;
    private final BankWork.Troubles troubles;

    Dispatcher(Database database, Changes changes, Channels channels, BankWork.Files files) {
        this.database = database;
        this.changes = changes;
        this.instructions = files.instructions();
        this.channels = channels;
        this.troubles = files.troubles();
    }

    void run(BankLine line) {
        each(line, State.HANDING_OVER, this::recover);
        for (PaymentSource source : instructions.sources()) {
            guarded(line, source.name() + " were not built", () -> build(line, source));
            guarded(
                    line,
                    "silence on " + source.name() + " was not noted",
                    () -> giveUpWaiting(line, source));
        }
        each(line, State.PREPARED, this::begin);
    }

    /** A file on its way, with all that is needed to carry it. */
    private record Handover(BankLine line, Channel channel, Instruction instruction) {}

    private void each(BankLine line, State state, Consumer<Handover> work) {
        var found =
                database.read(
                        line.organization(), tx -> instructions.in(tx, line.connection(), state));
        for (var one : found) {
            guarded(
                    line,
                    "instruction " + one.id() + " was not handed over",
                    () -> work.accept(new Handover(line, channels.of(line.connection()), one)));
        }
    }

    /** One file that cannot be handed over does not keep the others waiting. */
    private void guarded(BankLine line, String otherwise, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            troubles.noted(line, otherwise, failed);
        }
    }

    private void build(BankLine line, PaymentSource source) {
        var connection = line.connection();
        boolean due =
                database.read(
                        line.organization(),
                        tx ->
                                source.nextDue(tx, connection)
                                        .filter(when -> !when.isAfter(tx.bankNow()))
                                        .isPresent());
        while (due) {
            due =
                    changes.inLane(
                            line.organization(),
                            tx -> instructions.prepare(tx, connection, source).isPresent());
        }
    }

    private void giveUpWaiting(BankLine line, PaymentSource source) {
        var connection = line.connection();
        while (database.read(line.organization(), tx -> source.overdue(tx, connection))) {
            inLane(line, tx -> source.giveUpWaiting(tx, connection));
        }
    }

    private void begin(Handover file) {
        // Committed before the first byte leaves: after a crash we know that it may have left.
        boolean ours =
                changes.inLane(
                        file.line.organization(),
                        tx -> instructions.handingOver(tx, file.instruction.id()));
        if (ours) {
            send(file);
        }
    }

    private void send(Handover file) {
        var organization = file.line.organization();
        file.channel.send(
                organization,
                file.line.connection(),
                file.instruction.fileName(),
                () -> Chunks.INSTRUCTION.input(database, organization, file.instruction.id()));
        sent(file);
    }

    private void sent(Handover file) {
        inLane(file.line, tx -> instructions.sent(tx, file.instruction.id()));
    }

    private void recover(Handover file) {
        var delivery =
                file.channel.delivered(
                        file.line.organization(),
                        file.line.connection(),
                        file.instruction.fileName());
        switch (delivery) {
            case THERE -> sent(file);
            case ABSENT -> send(file);
            case CANNOT_TELL ->
                    inLane(file.line, tx -> instructions.unknown(tx, file.instruction.id()));
        }
    }

    private void inLane(BankLine line, Consumer<Tx> work) {
        changes.inLane(
                line.organization(),
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }
}
