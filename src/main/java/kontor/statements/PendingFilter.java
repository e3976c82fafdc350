package kontor.statements;

import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.http.Call;
import kontor.wire.DateRange;

/**
 * The documented filters of the list of pending transactions, and what the caller may see at all.
 */
record PendingFilter(Optional<UUID> accountId, DateRange dates, AccountLimit limit) {

    static PendingFilter of(Call call) {
        return new PendingFilter(
                call.query().id("accountId"), call.query().dates("date"), call.caller().accounts());
    }
}
