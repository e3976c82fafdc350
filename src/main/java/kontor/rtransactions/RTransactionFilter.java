package kontor.rtransactions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which R-transactions a list shows; each filter is open when absent.
 *
 * @param code of the reason, as it is listed
 * @param dates days that they were at the bank
 */
public record RTransactionFilter(
        Optional<RTransactionKind> kind,
        Optional<String> code,
        Optional<UUID> accountId,
        Optional<UUID> paymentId,
        DateRange dates) {

    public static final List<String> NAMES =
            List.of("kind", "code", "accountId", "paymentId", "date");

    public static RTransactionFilter parse(QueryFields fields) {
        return new RTransactionFilter(
                fields.oneOf("kind", RTransactionKind.class),
                fields.text("code"),
                fields.id("accountId"),
                fields.id("paymentId"),
                fields.dates("date"));
    }
}
