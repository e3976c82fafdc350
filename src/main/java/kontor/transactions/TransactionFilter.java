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
 * @param query each of its words is the beginning of a word of the name at the other side
 */
public record TransactionFilter(
        Optional<UUID> accountId,
        List<ReconciliationStatus> statuses,
        DateRange dates,
        AmountRange amounts,
        Optional<String> query) {

    public static final List<String> NAMES =
            List.of("accountId", "reconciliationStatus", "date", "amount", "query");

    public static TransactionFilter parse(QueryFields fields) {
        return new TransactionFilter(
                fields.id("accountId"),
                fields.manyOf("reconciliationStatus", ReconciliationStatus.class),
                fields.dates("date"),
                AmountRange.parseSigned(fields),
                fields.freeText("query"));
    }

    /** Those of this amount. */
    public static TransactionFilter of(AmountRange amounts) {
        return new TransactionFilter(
                Optional.empty(), List.of(), DateRange.ALL, amounts, Optional.empty());
    }

    /** Those with somebody at the other side who is called so. */
    public static TransactionFilter called(String name) {
        return new TransactionFilter(
                Optional.empty(), List.of(), DateRange.ALL, AmountRange.ALL, Optional.of(name));
    }

    /** The same, where no status is asked for only those of this one. */
    public TransactionFilter orElse(ReconciliationStatus usual) {
        return statuses.isEmpty()
                ? new TransactionFilter(accountId, List.of(usual), dates, amounts, query)
                : this;
    }
}
