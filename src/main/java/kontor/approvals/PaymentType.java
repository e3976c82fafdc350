package kontor.approvals;

import java.util.Arrays;
import java.util.List;

/** The kinds of payments that need approval, and batches of them. */
public enum PaymentType {
    CREDIT_TRANSFER,
    DIRECT_DEBIT,
    CREDIT_TRANSFER_BATCH,
    DIRECT_DEBIT_BATCH;

    /** The kinds that a chain can apply to; a batch has the steps of its payments. */
    static List<PaymentType> single() {
        return Arrays.stream(values()).filter(type -> !type.isBatch()).toList();
    }

    boolean isBatch() {
        return this == CREDIT_TRANSFER_BATCH || this == DIRECT_DEBIT_BATCH;
    }
}
