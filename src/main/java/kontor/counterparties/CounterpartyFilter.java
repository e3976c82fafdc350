package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which counterparties or accounts a list shows.
 *
 * @param entityIds of which one must be among the row's; empty: all rows
 * @param addressComplete whether the address that a counterparty has can travel: with city and
 *     country; those without any address are neither
 */
public record CounterpartyFilter(
        Optional<String> query,
        Optional<UUID> counterpartyId,
        List<UUID> entityIds,
        Optional<Boolean> addressComplete) {

    public static final List<String> NAMES = List.of("query", "entityIdsIn", "addressComplete");
    public static final List<String> NAMES_OF_ACCOUNTS =
            List.of("query", "counterpartyId", "entityIdsIn");

    private static final int MOST_ENTITIES = 100;

    public static CounterpartyFilter parse(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                Optional.empty(),
                fields.ids("entityIdsIn", MOST_ENTITIES),
                fields.bool("addressComplete"));
    }

    public static CounterpartyFilter parseOfAccounts(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                fields.id("counterpartyId"),
                fields.ids("entityIdsIn", MOST_ENTITIES),
                Optional.empty());
    }

    /** All that have these words. */
    public static CounterpartyFilter named(Optional<String> query) {
        return new CounterpartyFilter(query, Optional.empty(), List.of(), Optional.empty());
    }

    /** Whether it asks for something that no index of words knows. */
    boolean isNarrow() {
        return !entityIds.isEmpty() || addressComplete.isPresent();
    }
}
