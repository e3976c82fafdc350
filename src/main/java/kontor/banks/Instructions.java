package kontor.banks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.Instruction.State;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** The door to the files for the banks: how they come to be and how they change. */
public final class Instructions {

    private static final int MESSAGE_ID_CHARS = 25;

    private final InstructionTable table;
    private final List<PaymentSource> sources;

    Instructions(Events events, List<PaymentSource> sources) {
        this.table = new InstructionTable(events);
        this.sources = List.copyOf(sources);
    }

    /** An operator found out that the bank has it. False when the instruction is not UNKNOWN. */
    public boolean confirmSent(Tx tx, UUID id, String originator) {
        return sent(tx, id, State.UNKNOWN, originator);
    }

    /** An operator found out that the bank lacks it. False when the instruction is not UNKNOWN. */
    public boolean sendAgain(Tx tx, UUID id, String originator) {
        return table.move(tx, id, State.UNKNOWN, State.PREPARED, originator).isPresent();
    }

    List<PaymentSource> sources() {
        return sources;
    }

    List<Instruction> in(Tx tx, State state) {
        return table.in(tx, state);
    }

    /** The next file of what is due, stored whole and in the same transaction as its payments. */
    Optional<Instruction> prepare(Tx tx, Connection connection, PaymentSource source) {
        UUID id = Ids.next();
        var draft = new InstructionDraft(id, messageId(id),
                tx.bankNow().atZone(connection.profile().zone()).toLocalDateTime());
        try (var file = Chunks.INSTRUCTION.output(tx, id)) {
            var written = source.writeNext(tx, connection, draft, file);
            file.finish();
            if (written.isEmpty() && file.size() > 0) {
                throw new IllegalStateException(source.name() + " wrote " + file.size()
                        + " bytes and said that nothing was due");
            }
            var instruction = written.map(what -> new Instruction(id, connection.id(),
                    source.name(), draft.messageId(), fileName(what, draft), State.PREPARED,
                    new Instruction.Content(what.messageName(), what.transactions(),
                            what.controlSum(), file.size(), file.sha256()),
                    1, tx.now(), tx.now()));
            instruction.ifPresent(prepared -> table.insert(tx, prepared));
            return instruction;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String fileName(Written written, InstructionDraft draft) {
        return written.messageName() + "_" + draft.messageId() + ".xml";
    }

    /** A UUID in base 36: letters and digits, short enough for a group's number behind it. */
    private static String messageId(UUID id) {
        String digits = new BigInteger(id.toString().replace("-", ""), 16)
                .toString(36).toUpperCase(Locale.ROOT);
        return "0".repeat(MESSAGE_ID_CHARS - digits.length()) + digits;
    }

    /** False when somebody else took it first. */
    boolean handingOver(Tx tx, UUID id) {
        return table.move(tx, id, State.PREPARED, State.HANDING_OVER, NewEvent.KONTOR).isPresent();
    }

    void sent(Tx tx, UUID id) {
        sent(tx, id, State.HANDING_OVER, NewEvent.KONTOR);
    }

    private boolean sent(Tx tx, UUID id, State from, String originator) {
        var moved = table.move(tx, id, from, State.SENT, originator);
        moved.ifPresent(now -> source(now).sent(tx, id));
        return moved.isPresent();
    }

    void unknown(Tx tx, UUID id) {
        table.move(tx, id, State.HANDING_OVER, State.UNKNOWN, NewEvent.KONTOR)
                .ifPresent(now -> source(now).unknown(tx, id));
    }

    /** The instruction a bank speaks of; whoever speaks of a file has it, whatever we believed. */
    Optional<Instruction> spokenOf(Tx tx, UUID connection, String messageId) {
        var found = table.ofMessage(tx, messageId)
                .filter(instruction -> instruction.connectionId().equals(connection));
        found.filter(instruction -> instruction.state() != State.SENT).ifPresent(instruction ->
                sent(tx, instruction.id(), instruction.state(), NewEvent.BANK));
        return found;
    }

    private PaymentSource source(Instruction instruction) {
        return sources.stream().filter(one -> one.name().equals(instruction.source())).findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no room for instructions of " + instruction.source()));
    }
}
