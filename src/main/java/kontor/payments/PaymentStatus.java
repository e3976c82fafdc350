package kontor.payments;

import java.util.Map;
import java.util.Set;

/** How far a payment has come: the words of the API, and which status leads to which. */
public enum PaymentStatus {
    CREATED,
    APPROVED,
    REJECTED,
    PENDING_SUBMISSION,
    SENT,
    PENDING_AT_BANK,
    ACCEPTED,
    EXECUTED,
    FAILED,
    RETURNED,
    UNKNOWN;

    private static final Map<PaymentStatus, Set<PaymentStatus>> WAYS =
            Map.ofEntries(
                    Map.entry(CREATED, Set.of(APPROVED, REJECTED)),
                    Map.entry(APPROVED, Set.of(CREATED, REJECTED, PENDING_SUBMISSION, FAILED)),
                    Map.entry(REJECTED, Set.of()),
                    Map.entry(PENDING_SUBMISSION, Set.of(SENT, FAILED, UNKNOWN)),
                    Map.entry(SENT, Set.of(PENDING_AT_BANK, ACCEPTED, EXECUTED, FAILED, UNKNOWN)),
                    Map.entry(PENDING_AT_BANK, Set.of(ACCEPTED, EXECUTED, FAILED, UNKNOWN)),
                    Map.entry(ACCEPTED, Set.of(EXECUTED, FAILED, UNKNOWN)),
                    Map.entry(EXECUTED, Set.of(RETURNED)),
                    Map.entry(FAILED, Set.of()),
                    Map.entry(RETURNED, Set.of()),
                    Map.entry(
                            UNKNOWN,
                            Set.of(SENT, PENDING_AT_BANK, ACCEPTED, EXECUTED, FAILED, RETURNED)));

    public boolean leadsTo(PaymentStatus next) {
        return WAYS.getOrDefault(this, Set.of()).contains(next);
    }

    /** It has not left, and may be decided. */
    boolean isOpen() {
        return this == CREATED || this == APPROVED;
    }

    /** The bank has it, or may have it. */
    public boolean isWithBank() {
        return this == SENT || this == UNKNOWN || isReportedByBank();
    }

    /**
     * The bank has it, may have it, or refused it: where its way back is booked, its money had
     * moved, whatever was told before.
     */
    boolean mayComeBack() {
        return isWithBank() && this != RETURNED;
    }

    /** The status comes from a report or a statement of the bank. */
    public boolean isReportedByBank() {
        return this == PENDING_AT_BANK
                || this == ACCEPTED
                || this == EXECUTED
                || this == FAILED
                || this == RETURNED;
    }

    /** Nothing more is expected to happen; EXECUTED counts, although a return may still come. */
    public boolean isFinal() {
        return this == REJECTED || this == EXECUTED || this == FAILED || this == RETURNED;
    }
}
