package kontor.payments;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.db.Tx;

/** How the room of one kind of payment makes files of one kind of what is due. */
public interface PaymentFiles<P extends Payment<P>> {

    PaymentFileKind kind();

    /** Called before anything due is looked for. */
    default void begin(Tx tx) {}

    /** When more may be due that waits for something else now; in banking time. */
    default Optional<Instant> later(Tx tx) {
        return Optional.empty();
    }

    /** Reads what the payments need to be written. */
    Ready<P> ready(Tx tx, Connection connection, List<P> due);

    /** Due payments with all that their file needs. */
    interface Ready<P extends Payment<P>> {

        /** Why a payment can no longer be sent, so that it becomes FAILED. */
        Optional<StatusReason> problem(P payment);

        /** The payment as it stands in its file, where that may differ from how it was made. */
        default P current(P payment) {
            return payment;
        }

        /**
         * The first day on which it may be executed, in its bank's zone: the one that was asked
         * for.
         */
        default LocalDate wanted(P payment) {
            return payment.progress().date();
        }

        /** What may not differ between payments of one file; payments without it go together. */
        default List<String> together(P payment) {
            return List.of();
        }

        /**
         * @param usable those without a problem, at least one, with their bank day as of now
         */
        File write(List<P> usable, InstructionDraft draft, OutputStream file);
    }

    /**
     * A file that was written.
     *
     * @param groups the payment information id of each payment in it
     */
    record File(WrittenFile file, Map<UUID, String> groups) {}
}
