package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code pain.002} says about a whole file. The statuses below it come one by one; of group,
 * payment information and transaction, the lowest level given counts.
 *
 * @param messageId of this report; the same report may come twice
 * @param createdAt wall time of the bank; empty where it writes no time
 * @param originalMessageId absent when the bank could not read that far
 * @param originalMessageName e.g. {@code pain.008.001.08}; often cut to {@code pain.008}
 * @param totals what the bank repeats of the original file
 * @param groupStatus e.g. ACCP, RJCT, PART; any code of up to four characters
 */
public record StatusReport(
        String messageId,
        Optional<LocalDateTime> createdAt,
        Optional<String> originalMessageId,
        Optional<String> originalMessageName,
        Optional<String> groupStatus,
        List<StatusReason> reasons,
        List<Count> counts,
        Totals totals) {

    /** What a bank repeats of a file or a payment information: {@code OrgnlNbOfTxs} and the sum. */
    public record Totals(Optional<Long> transactions, Optional<BigDecimal> controlSum) {

        public static final Totals NONE = new Totals(Optional.empty(), Optional.empty());
    }

    /**
     * What a bank repeats of a payment ({@code OrgnlTxRef}), as it writes it.
     *
     * @param amount that was ordered, decimal
     * @param date on which it was to be executed or collected
     */
    public record Original(
            Optional<String> amount, Optional<String> currency, Optional<String> date) {

        public static final Original NONE =
                new Original(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * How many transactions of the original file have a status ({@code NbOfTxsPerSts}).
     *
     * @param status as for a transaction
     */
    public record Count(String status, long transactions) {}

    public StatusReport {
        reasons = List.copyOf(reasons);
        counts = List.copyOf(counts);
    }

    /** One that counts nothing. */
    public StatusReport(
            String messageId,
            Optional<LocalDateTime> createdAt,
            Optional<String> originalMessageId,
            Optional<String> originalMessageName,
            Optional<String> groupStatus,
            List<StatusReason> reasons) {
        this(
                messageId,
                createdAt,
                originalMessageId,
                originalMessageName,
                groupStatus,
                reasons,
                List.of(),
                Totals.NONE);
    }

    /** Status of one {@code PmtInf} of the original file, before those of its transactions. */
    public record PaymentInformation(
            String originalId, Optional<String> status, List<StatusReason> reasons, Totals totals) {

        public PaymentInformation {
            reasons = List.copyOf(reasons);
        }

        public PaymentInformation(
                String originalId, Optional<String> status, List<StatusReason> reasons) {
            this(originalId, status, reasons, Totals.NONE);
        }
    }

    /**
     * Status of one transaction of the payment information reported before it.
     *
     * @param originalEndToEndId may be absent or {@code NOTPROVIDED}
     * @param accountServicerReference the bank's own reference, repeated in its statements
     * @param creditorName of the original transaction as the bank repeats it; after a payee check
     *     the name that it knows
     * @param original what the bank repeats of the original transaction
     */
    public record Transaction(
            Optional<String> originalInstructionId,
            Optional<String> originalEndToEndId,
            Optional<String> status,
            List<StatusReason> reasons,
            Optional<String> accountServicerReference,
            Optional<String> creditorName,
            Original original) {

        public Transaction {
            reasons = List.copyOf(reasons);
        }

        public Transaction(
                Optional<String> originalInstructionId,
                Optional<String> originalEndToEndId,
                Optional<String> status,
                List<StatusReason> reasons,
                Optional<String> accountServicerReference) {
            this(
                    originalInstructionId,
                    originalEndToEndId,
                    status,
                    reasons,
                    accountServicerReference,
                    Optional.empty(),
                    Original.NONE);
        }
    }
}
