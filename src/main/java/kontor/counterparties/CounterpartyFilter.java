package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which counterparties or accounts a list shows.
 *
 * @param entityIds of which one must be among the row's; empty: all rows
 */
public record CounterpartyFilter(
        Optional<String> query, Optional<UUID> counterpartyId, List<UUID> entityIds) {

    public static final List<String> NAMES = List.of("query", "entityIdsIn");
    public static final List<String> NAMES_OF_ACCOUNTS =
            List.of("query", "counterpartyId", "entityIdsIn");

    private static final int MOST_ENTITIES = 100;

    public static CounterpartyFilter parse(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                Optional.empty(),
                fields.ids("entityIdsIn", MOST_ENTITIES));
    }

    public static CounterpartyFilter parseOfAccounts(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                fields.id("counterpartyId"),
                fields.ids("entityIdsIn", MOST_ENTITIES));
    }
}
