package kontor.rtransactions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.core.Money;
import kontor.wire.Json;

/**
 * How often something came back for one reason, in one currency.
 *
 * @param amount what came back of the payments; zero where no money had moved
 * @param missed what was never collected or paid, of payments of which no money had moved
 * @param charges what banks took for it
 */
public record RTransactionTotal(
        RTransactionKind kind, String code, long count, Money amount, Money missed, Money charges) {

    ObjectNode view() {
        var view = Json.object().put("kind", kind.name()).put("code", code).put("count", count);
        view.set("amount", Json.amount(amount));
        view.set("missed", Json.amount(missed));
        view.set("charges", Json.amount(charges));
        return view;
    }
}
