package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which counterparties or accounts a list shows.
 *
 * @param wholeWords whether what is asked for are words as they stand, or how some begin
 * @param entityIds of which one must be among the row's; empty: all rows
 * @param addressComplete whether the address that a counterparty has can travel: with city and
 *     country; those without any address are neither
 * @param externalId the one with this external id; any text, of which most belong to none
 */
public record CounterpartyFilter(
        Optional<String> query,
        boolean wholeWords,
        Optional<UUID> counterpartyId,
        List<UUID> entityIds,
        Optional<Boolean> addressComplete,
        Optional<String> externalId) {

    public static final List<String> NAMES =
            List.of("query", "entityIdsIn", "addressComplete", "externalId");
    public static final List<String> NAMES_OF_ACCOUNTS =
            List.of("query", "counterpartyId", "entityIdsIn", "externalId");

    private static final int MOST_ENTITIES = 100;

    public static CounterpartyFilter parse(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                false,
                Optional.empty(),
                fields.ids("entityIdsIn", MOST_ENTITIES),
                fields.bool("addressComplete"),
                fields.text("externalId"));
    }

    public static CounterpartyFilter parseOfAccounts(QueryFields fields) {
        return new CounterpartyFilter(
                fields.freeText("query"),
                false,
                fields.id("counterpartyId"),
                fields.ids("entityIdsIn", MOST_ENTITIES),
                Optional.empty(),
                fields.text("externalId"));
    }

    /** All that have words which begin like these. */
    public static CounterpartyFilter named(Optional<String> query) {
        return named(query, false);
    }

    /** All that have these words. */
    public static CounterpartyFilter called(String words) {
        return named(Optional.of(words), true);
    }

    private static CounterpartyFilter named(Optional<String> query, boolean wholeWords) {
        return new CounterpartyFilter(
                query, wholeWords, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** Whether an index leads to the few rows that it can mean, whatever else it asks for. */
    boolean leadsToFew() {
        return counterpartyId.isPresent() || externalId.isPresent();
    }

    /** Whether it asks for something that no index of words knows. */
    boolean isNarrow() {
        return !leadsToFew() && (!entityIds.isEmpty() || addressComplete.isPresent());
    }
}
