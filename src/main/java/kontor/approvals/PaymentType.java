package kontor.approvals;

import java.util.Arrays;
import java.util.List;
import kontor.core.Use;

/** The kinds of payments that need approval, and batches of them. */
public enum PaymentType {
    CREDIT_TRANSFER,
    DIRECT_DEBIT,
    CREDIT_TRANSFER_BATCH,
    DIRECT_DEBIT_BATCH;

    private static final Use READ_CREDIT_TRANSFERS = Use.of("credit_transfers:read");
    private static final Use READ_DIRECT_DEBITS = Use.of("direct_debits:read");

    private static final Use DECIDE_CREDIT_TRANSFERS = Use.of("credit_transfers:update");
    private static final Use DECIDE_DIRECT_DEBITS = Use.of("direct_debits:update");

    /** The kinds that a chain can apply to; a batch has the steps of its payments. */
    static List<PaymentType> single() {
        return Arrays.stream(values()).filter(type -> !type.isBatch()).toList();
    }

    /** What a caller needs to see payments of this kind. */
    public Use read() {
        return switch (this) {
            case CREDIT_TRANSFER, CREDIT_TRANSFER_BATCH -> READ_CREDIT_TRANSFERS;
            case DIRECT_DEBIT, DIRECT_DEBIT_BATCH -> READ_DIRECT_DEBITS;
        };
    }

    /** What a caller needs to decide payments of this kind. */
    public Use decide() {
        return switch (this) {
            case CREDIT_TRANSFER, CREDIT_TRANSFER_BATCH -> DECIDE_CREDIT_TRANSFERS;
            case DIRECT_DEBIT, DIRECT_DEBIT_BATCH -> DECIDE_DIRECT_DEBITS;
        };
    }

    boolean isBatch() {
        return this == CREDIT_TRANSFER_BATCH || this == DIRECT_DEBIT_BATCH;
    }
}
