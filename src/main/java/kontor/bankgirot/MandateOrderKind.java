package kontor.bankgirot;

import java.util.List;
import java.util.UUID;
import kontor.connections.Connection;
import kontor.db.Tx;
import kontor.mandates.MandateStatus;

/** What Bankgirot is told of mandates. */
enum MandateOrderKind {
    NEW("autogiro", "04", MandateStatus.CREATED, MandateStatus.PENDING_SUBMISSION),
    ENDED(
            "autogiro-ended",
            "03",
            MandateStatus.PENDING_CANCELLATION_SUBMISSION,
            MandateStatus.PENDING_CANCELLATION_SUBMISSION),
    /**
     * What a payer made in the internet bank, cancelled before it was agreed to: Bankgirot still
     * waits for an answer, and asks nothing back.
     */
    REFUSED("autogiro-refused", "04", MandateStatus.CANCELLED, MandateStatus.CANCELLED),
    /** Another payer number; the mandate stays what it is until the answer. */
    CHANGED("autogiro-changed", "05", MandateStatus.ACCEPTED, MandateStatus.ACCEPTED);

    private final String files;
    private final String record;
    private final MandateStatus waiting;
    private final MandateStatus filed;

    MandateOrderKind(String files, String record, MandateStatus waiting, MandateStatus filed) {
        this.files = files;
        this.record = record;
        this.waiting = waiting;
        this.filed = filed;
    }

    /** Those that stand in no file yet. */
    List<UUID> waiting(Tx tx, Connection connection, int most) {
        return switch (this) {
            case CHANGED -> BankgirotTable.mandatesToRenumber(tx, connection, most);
            case REFUSED -> BankMandateTable.mandatesToRefuse(tx, connection, most);
            case NEW, ENDED -> BankgirotTable.mandatesToOrder(tx, connection, waiting, most);
        };
    }

    /** Whether a mandate moves on when its file has left. */
    boolean isStep() {
        return this == NEW || this == ENDED;
    }

    MandateStatus sent() {
        return switch (this) {
            case NEW -> MandateStatus.SENT;
            case ENDED, CHANGED -> MandateStatus.CANCELLATION_SENT;
            case REFUSED -> MandateStatus.CANCELLED;
        };
    }

    /** By which files of this kind are told from others. */
    String files() {
        return files;
    }

    /** The code of its records. */
    String record() {
        return record;
    }

    /** What a mandate is while its order stands in a file. */
    MandateStatus filed() {
        return filed;
    }
}
