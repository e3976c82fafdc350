package kontor.accounts;

import java.util.List;
import java.util.Optional;
import kontor.wire.QueryFields;

/**
 * Which accounts a list shows.
 *
 * @param statuses accounts in one of these; empty for all
 * @param externalId the one with this external id; any text, of which most belong to none
 */
public record AccountFilter(List<AccountStatus> statuses, Optional<String> externalId) {

    /** Every account. */
    public static final AccountFilter ALL = new AccountFilter(List.of());

    static final String[] NAMES = {"status", "externalId"};

    public AccountFilter {
        statuses = List.copyOf(statuses);
    }

    /** Accounts in one of these; empty for all. */
    public AccountFilter(List<AccountStatus> statuses) {
        this(statuses, Optional.empty());
    }

    static AccountFilter parse(QueryFields query) {
        return new AccountFilter(
                query.manyOf("status", AccountStatus.class), query.text("externalId"));
    }
}
