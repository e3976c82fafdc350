package kontor.pending;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.selections.AmountRange;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;
import org.jdbi.v3.core.statement.Query;

/**
 * Which pending transactions a list shows; each filter is open when absent.
 *
 * @param dates days on which they are expected
 * @param amounts with their signs
 */
public record PendingFilter(Optional<UUID> accountId, DateRange dates, AmountRange amounts) {

    public static final List<String> NAMES = List.of("accountId", "date", "amount");

    public static PendingFilter parse(QueryFields fields) {
        return new PendingFilter(
                fields.id("accountId"), fields.dates("date"), AmountRange.parseSigned(fields));
    }

    /** Binds what a list is narrowed by. */
    Query bound(Query list) {
        return list.bind("account", accountId.orElse(null))
                .bind("from", dates.from().orElse(null))
                .bind("to", dates.to().orElse(null))
                .bind("least", amounts.least().orElse(null))
                .bind("most", amounts.most().orElse(null));
    }
}
