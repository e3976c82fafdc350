package kontor.transactions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.selections.AmountRange;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which transactions a list shows; each filter is open when absent.
 *
 * @param dates booking dates
 * @param amounts with their signs
 */
public record TransactionFilter(
        Optional<UUID> accountId,
        List<ReconciliationStatus> statuses,
        DateRange dates,
        AmountRange amounts) {

    public static final List<String> NAMES =
            List.of("accountId", "reconciliationStatus", "date", "amount");

    public static TransactionFilter parse(QueryFields fields) {
        return new TransactionFilter(
                fields.id("accountId"),
                fields.manyOf("reconciliationStatus", ReconciliationStatus.class),
                fields.dates("date"),
                AmountRange.parseSigned(fields));
    }
}
