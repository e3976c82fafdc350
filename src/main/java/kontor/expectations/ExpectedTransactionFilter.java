package kontor.expectations;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.selections.AmountRange;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which expected transactions a list shows; each filter is open when absent.
 *
 * @param dates days on which they are expected
 * @param amounts with their signs
 */
public record ExpectedTransactionFilter(
        Optional<UUID> accountId,
        List<ExpectedTransaction.Status> statuses,
        DateRange dates,
        AmountRange amounts,
        Optional<String> externalId) {

    public static final List<String> NAMES =
            List.of("accountId", "status", "date", "amount", "externalId");
    static final List<String> NAMES_OF_V1 =
            List.of("accountId", "status", "fromDate", "toDate", "amount", "externalId");

    public static ExpectedTransactionFilter parse(QueryFields fields) {
        return of(fields, fields.dates("date"));
    }

    static ExpectedTransactionFilter parseV1(QueryFields fields) {
        return of(
                fields,
                new DateRange(fields.dates("fromDate").from(), fields.dates("toDate").to()));
    }

    private static ExpectedTransactionFilter of(QueryFields fields, DateRange dates) {
        return new ExpectedTransactionFilter(
                fields.id("accountId"),
                fields.manyOf("status", ExpectedTransaction.Status.class),
                dates,
                AmountRange.parseSigned(fields),
                fields.text("externalId"));
    }
}
