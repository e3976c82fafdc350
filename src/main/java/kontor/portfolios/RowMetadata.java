package kontor.portfolios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import kontor.wire.Json;

/** The metadata of a row: of its mandate, its counterparty and the payer's account. */
final class RowMetadata {

    private static final String METADATA = PortfolioColumns.METADATA;

    private final ObjectNode mandate = Json.object();
    private final ObjectNode party = Json.object();
    private final ObjectNode account = Json.object();

    /**
     * @param of the beginning of the columns' names
     */
    void take(String of, JsonNode said) {
        switch (of) {
            case PortfolioColumns.PARTY -> take(said.path(METADATA), party);
            case PortfolioColumns.PAYERS_ACCOUNT -> take(said.path(METADATA), account);
            default -> take(said, mandate);
        }
    }

    private static void take(JsonNode said, ObjectNode into) {
        for (var one : said.properties()) {
            into.put(one.getKey(), RowParser.plain(one.getValue().asText()));
        }
    }

    void ofMandate(ObjectNode fields) {
        set(mandate, fields);
    }

    void ofParty(ObjectNode fields) {
        set(party, fields);
    }

    void ofAccount(ObjectNode fields) {
        set(account, fields);
    }

    private static void set(ObjectNode said, ObjectNode into) {
        if (!said.isEmpty()) {
            into.set(METADATA, said);
        }
    }

    /** The columns that say something of the counterparty or its account. */
    List<String> columnsOfPayer() {
        return Stream.concat(
                        columns(PortfolioColumns.PARTY, party),
                        columns(PortfolioColumns.PAYERS_ACCOUNT, account))
                .toList();
    }

    private static Stream<String> columns(String of, ObjectNode said) {
        return said.properties().stream().map(one -> of + "." + METADATA + "." + one.getKey());
    }
}
