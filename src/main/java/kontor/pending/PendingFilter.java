package kontor.pending;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which pending transactions a list shows; each filter is open when absent.
 *
 * @param dates days on which they are expected
 */
public record PendingFilter(Optional<UUID> accountId, DateRange dates) {

    public static final List<String> NAMES = List.of("accountId", "date");

    public static PendingFilter parse(QueryFields fields) {
        return new PendingFilter(fields.id("accountId"), fields.dates("date"));
    }
}
