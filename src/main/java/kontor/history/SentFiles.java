package kontor.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.banks.BankLine;
import kontor.banks.Instructions;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.db.Database;
import kontor.db.Tx;

/**
 * Compares the files that channels know to have left with the instructions of the database. A crash
 * leaves an instruction that is being handed over; one that is not there, or of which not a byte
 * has left, was put back.
 */
final class SentFiles {

    /** Names in memory at a time, however many files have left. */
    private static final int SLICE = 500;

    /**
     * A file that left for a bank, by what the channel knows, and that the database lacks.
     *
     * @param messageId by which the bank knows it
     */
    record Lost(BankLine line, String fileName, String messageId) {}

    private final Database database;
    private final Channels channels;
    private final Instructions instructions;
    private final HoldTable holds = new HoldTable();

    SentFiles(Database database, Channels channels, Instructions instructions) {
        this.database = database;
        this.channels = channels;
        this.instructions = instructions;
    }

    /** Those that are lost and that no operator has accepted. */
    void lost(BankLine line, Consumer<Lost> found) {
        var channel = channels.of(line.connection());
        var slice = new HashMap<String, String>();
        channel.sent(
                line.organization(),
                line.connection(),
                name -> {
                    Instructions.messageIdIn(name).ifPresent(id -> slice.put(id, name));
                    if (slice.size() == SLICE) {
                        compare(line, slice, found);
                        slice.clear();
                    }
                });
        compare(line, slice, found);
    }

    List<Lost> lost(BankLine line) {
        var all = new ArrayList<Lost>();
        lost(line, all::add);
        return all;
    }

    /** Where anything is held, what is on its way by the table may have left since. */
    private boolean isTrusted(Tx tx) {
        return holds.open(tx).isEmpty();
    }

    /** The file itself, while its channel still has it. */
    Optional<Channel.Copy> copy(BankLine line, String fileName) {
        return channels.of(line.connection())
                .copy(line.organization(), line.connection(), fileName);
    }

    private void compare(BankLine line, Map<String, String> names, Consumer<Lost> found) {
        if (names.isEmpty()) {
            return;
        }
        var lost = new HashMap<>(names);
        database.read(
                line.organization(),
                tx -> {
                    lost.keySet().removeAll(instructions.known(tx, names.keySet(), isTrusted(tx)));
                    return lost.keySet()
                            .removeAll(holds.released(tx, line.connection().id(), names.keySet()));
                });
        lost.forEach((messageId, name) -> found.accept(new Lost(line, name, messageId)));
    }
}
