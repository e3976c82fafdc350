package kontor.accounts;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which balances a list shows.
 *
 * @param account absent for all accounts that the caller may see
 * @param type absent for BOOKED and AVAILABLE
 * @param mostRecent whether only the newest of each account and type are shown
 */
public record BalanceFilter(
        Optional<UUID> account, Optional<Balance.Type> type, boolean mostRecent) {

    static final String[] NAMES = {"type", "mostRecent"};

    static BalanceFilter parse(Optional<UUID> account, QueryFields query) {
        return new BalanceFilter(
                account,
                query.oneOf("type", Balance.Type.class),
                query.bool("mostRecent").orElse(false));
    }
}
