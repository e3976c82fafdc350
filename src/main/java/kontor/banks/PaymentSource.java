package kontor.banks;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Money;
import kontor.db.Tx;

/**
 * Payments of a room above that leave as files of one kind; a room may have several such sources.
 */
public interface PaymentSource {

    /** Stands in the instruction, so that its fate is told to the right room. */
    SourceName name();

    /** When the next file of this connection is due, if anything waits; in banking time. */
    Optional<Instant> nextDue(Tx tx, Connection connection);

    /** Whether a file of this connection is due by now. */
    default boolean isDue(Tx tx, Connection connection) {
        return nextDue(tx, connection).filter(when -> !when.isAfter(tx.bankNow())).isPresent();
    }

    /**
     * Writes the next file of what is due by now, at most {@link BankProfile#mostTransactions}, and
     * marks it PENDING_SUBMISSION in the same transaction; empty, without a byte written, when
     * nothing is due. Called again until it is empty.
     */
    Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file);

    /** The bank has the file; told once, and possibly after {@link #unknown}. */
    void sent(Tx tx, UUID instruction);

    /** One payment as it stands in a file that a bank has. */
    record Line(String endToEndId, Money amount, String group) {}

    /**
     * Takes payments of this connection that have not left into a file that left all the same:
     * PENDING_SUBMISSION from now on, until {@link #sent} is told.
     *
     * @return a sentence for each line that could not be taken
     */
    List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines);

    /** Nobody can tell whether the bank has the file. */
    void unknown(Tx tx, UUID instruction);

    /**
     * Whether payments of this connection have waited for an answer longer than its bank is silent.
     */
    boolean overdue(Tx tx, Connection connection);

    /** Those payments are UNKNOWN from now on, until the bank tells; some of them per call. */
    void giveUpWaiting(Tx tx, Connection connection);
}
