package kontor.statements;

import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * The documented filters of the list of pending transactions, and what the caller may see at all.
 */
record PendingFilter(Optional<UUID> accountId, DateRange dates, AccountLimit limit) {

    static PendingFilter parse(QueryFields fields, AccountLimit limit) {
        return new PendingFilter(fields.id("accountId"), fields.dates("date"), limit);
    }
}
