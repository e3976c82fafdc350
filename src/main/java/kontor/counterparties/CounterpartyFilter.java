package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.http.Call;

/**
 * Which counterparties or accounts a list shows.
 *
 * @param entityIds of which one must be among the row's; empty: all rows
 */
record CounterpartyFilter(
        Optional<String> query, Optional<UUID> counterpartyId, List<UUID> entityIds) {

    private static final int MOST_ENTITIES = 100;

    static CounterpartyFilter ofCounterparties(Call call) {
        return new CounterpartyFilter(
                call.query().freeText("query"),
                Optional.empty(),
                call.query().ids("entityIdsIn", MOST_ENTITIES));
    }

    static CounterpartyFilter ofAccounts(Call call) {
        return new CounterpartyFilter(
                call.query().freeText("query"),
                call.query().id("counterpartyId"),
                call.query().ids("entityIdsIn", MOST_ENTITIES));
    }
}
