package kontor.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
        var lost =
                database.read(
                        line.organization(), tx -> unknown(tx, line, Set.copyOf(names.keySet())));
        names.forEach(
                (messageId, name) -> {
                    if (lost.contains(messageId)) {
                        found.accept(new Lost(line, name, messageId));
                    }
                });
    }

    /** Whether one of them is lost by what this transaction sees. */
    boolean isAnyLost(Tx tx, BankLine line, List<Lost> files) {
        return !unknown(tx, line, files.stream().map(Lost::messageId).collect(Collectors.toSet()))
                .isEmpty();
    }

    private Set<String> unknown(Tx tx, BankLine line, Set<String> messageIds) {
        var unknown = new HashSet<>(messageIds);
        unknown.removeAll(instructions.known(tx, messageIds, isTrusted(tx)));
        unknown.removeAll(holds.released(tx, line.connection().id(), messageIds));
        return unknown;
    }
}
