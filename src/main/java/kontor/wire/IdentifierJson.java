package kontor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;

/**
 * Account numbers and routing numbers as the API shows them; {@code invalid} only when they are.
 */
public final class IdentifierJson {

    private IdentifierJson() {}

    public static ArrayNode accounts(List<AccountIdentifier> identifiers) {
        var array = Json.array();
        for (var identifier : identifiers) {
            var view =
                    array.addObject()
                            .put("type", identifier.type().name())
                            .put("market", identifier.market())
                            .put("number", identifier.number());
            if (!identifier.faults().isEmpty()) {
                view.put("invalid", true);
            }
        }
        return array;
    }

    public static ArrayNode routing(List<RoutingIdentifier> identifiers) {
        var array = Json.array();
        for (var identifier : identifiers) {
            var view =
                    array.addObject()
                            .put("type", identifier.type().name())
                            .put("number", identifier.number());
            if (!identifier.faults().isEmpty()) {
                view.put("invalid", true);
            }
        }
        return array;
    }

    /**
     * Reads what {@link #accounts} wrote; older rows may hold a number in another writing than that
     * of today, and are read in that of today (decision 0081).
     */
    public static List<AccountIdentifier> readAccounts(String stored) {
        return readAccounts(Json.readOwn(stored));
    }

    /** None when there is no such array. */
    public static List<AccountIdentifier> readAccounts(JsonNode array) {
        var identifiers = new ArrayList<AccountIdentifier>();
        for (JsonNode node : array) {
            identifiers.add(
                    AccountIdentifier.of(
                            AccountIdentifierType.valueOf(node.get("type").textValue()),
                            node.get("market").textValue(),
                            node.get("number").textValue()));
        }
        return identifiers;
    }

    /** Reads what {@link #routing} wrote. */
    public static List<RoutingIdentifier> readRouting(String stored) {
        return readRouting(Json.readOwn(stored));
    }

    /** None when there is no such array. */
    public static List<RoutingIdentifier> readRouting(JsonNode array) {
        var identifiers = new ArrayList<RoutingIdentifier>();
        for (JsonNode node : array) {
            identifiers.add(
                    new RoutingIdentifier(
                            RoutingIdentifierType.valueOf(node.get("type").textValue()),
                            node.get("number").textValue()));
        }
        return identifiers;
    }
}
