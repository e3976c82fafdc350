package kontor.banks;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.db.Tx;

/**
 * A file about to be written.
 *
 * @param messageId drawn once, unique for ever; 25 capital letters and digits
 * @param localTime the bank's wall time
 */
public record InstructionDraft(UUID id, String messageId, LocalDateTime localTime) {

    private static final int MESSAGE_ID_CHARS = 25;

    /** As {@link #fileName} makes them. */
    private static final Pattern FILE_NAME =
            Pattern.compile("(pain\\.[0-9.]{10}|autogiro)_([0-9A-Z]{25})\\.(xml|txt)");

    /** What is no XML, is lines of text. */
    private static final String XML = "pain";

    static InstructionDraft next(Tx tx, Connection connection) {
        UUID id = Ids.next();
        return of(tx, connection, id, messageId(id));
    }

    private static InstructionDraft of(Tx tx, Connection connection, UUID id, String messageId) {
        var time = tx.bankNow().atZone(connection.profile().zone()).toLocalDateTime();
        return new InstructionDraft(id, messageId, time);
    }

    /** A file that was written once; it has the id that it had, where the message id tells it. */
    static InstructionDraft again(Tx tx, Connection connection, String messageId) {
        return of(tx, connection, idOf(messageId).orElseGet(Ids::next), messageId);
    }

    private String fileName(WrittenFile written) {
        String ending = written.messageName().startsWith(XML) ? ".xml" : ".txt";
        return written.messageName() + "_" + messageId + ending;
    }

    /** The instruction of the file that was written. */
    Instruction prepared(
            Tx tx,
            Connection connection,
            SourceName source,
            WrittenFile written,
            Chunks.Output file) {
        return new Instruction(
                id,
                connection.id(),
                source,
                messageId,
                fileName(written),
                Instruction.State.PREPARED,
                new Instruction.Content(
                        written.messageName(),
                        written.transactions(),
                        written.controlSum(),
                        file.size(),
                        file.sha256()),
                1,
                tx.now(),
                tx.now());
    }

    static Optional<String> messageIdIn(String fileName) {
        var name = FILE_NAME.matcher(fileName);
        return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
    }

    /** A UUID in base 36: letters and digits, short enough for a group's number behind it. */
    private static String messageId(UUID id) {
        String digits =
                new BigInteger(id.toString().replace("-", ""), 16)
                        .toString(36)
                        .toUpperCase(Locale.ROOT);
        return "0".repeat(MESSAGE_ID_CHARS - digits.length()) + digits;
    }

    private static Optional<UUID> idOf(String messageId) {
        if (!messageId.matches("[0-9A-Z]{" + MESSAGE_ID_CHARS + "}")) {
            return Optional.empty();
        }
        var number = new BigInteger(messageId, 36);
        return number.bitLength() > 2 * Long.SIZE
                ? Optional.empty()
                : Optional.of(
                        new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue()));
    }
}
