package kontor.accounts;

import java.util.List;
import kontor.wire.QueryFields;

/**
 * Which accounts a list shows.
 *
 * @param statuses accounts in one of these; empty for all
 */
public record AccountFilter(List<AccountStatus> statuses) {

    /** Every account. */
    public static final AccountFilter ALL = new AccountFilter(List.of());

    static final String[] NAMES = {"status"};

    public AccountFilter {
        statuses = List.copyOf(statuses);
    }

    static AccountFilter parse(QueryFields query) {
        return new AccountFilter(query.manyOf("status", AccountStatus.class));
    }
}
