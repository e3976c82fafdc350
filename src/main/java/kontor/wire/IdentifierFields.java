package kontor.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;

/**
 * Numbers of accounts and banks that requests of several rooms read alike; what is wrong is noted
 * as a fault.
 */
public final class IdentifierFields {

    private IdentifierFields() {}

    /** An identifier as a request writes it; without market it has that of its account. */
    public record Typed(AccountIdentifierType type, Optional<String> market, String number) {

        public AccountIdentifier in(String accountMarket) {
            return AccountIdentifier.of(type, market.orElse(accountMarket), number);
        }
    }

    /** Its parts; whether they fit each other is judged when the market is known. */
    public static Optional<Typed> identifier(JsonFields fields) {
        fields.require("type");
        var type =
                fields.text("type", 0, 255)
                        .flatMap(text -> known(fields, AccountIdentifierType.find(text)));
        var market = LegalFields.country(fields, "market");
        var number = LegalFields.requiredName(fields, "number", 255);
        if (type.isEmpty() || number.isEmpty() || fields.has("market") && market.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Typed(type.get(), market, number.get()));
    }

    /** The routing numbers in an array, none of them twice. */
    public static List<RoutingIdentifier> routing(JsonFields fields, String name, int most) {
        var routing = new ArrayList<RoutingIdentifier>();
        var seen = new HashSet<RoutingIdentifier>();
        for (JsonFields entry : fields.objects(name, most)) {
            routingIdentifier(entry)
                    .ifPresent(
                            identifier -> {
                                if (!seen.add(identifier)) {
                                    entry.fault(Fault.invalid("", "must not be repeated"));
                                }
                                routing.add(identifier);
                            });
        }
        return routing;
    }

    public static Optional<RoutingIdentifier> routingIdentifier(JsonFields fields) {
        fields.require("type");
        var type =
                fields.text("type", 0, 255)
                        .flatMap(text -> known(fields, RoutingIdentifierType.find(text)));
        var number = LegalFields.requiredName(fields, "number", 255);
        if (type.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        var identifier = RoutingIdentifier.of(type.get(), number.get());
        identifier.faults().forEach(fields::fault);
        return Optional.of(identifier);
    }

    private static <E> Optional<E> known(JsonFields fields, Optional<E> type) {
        if (type.isEmpty()) {
            fields.fault(Fault.invalid("type", "is not a type of the API; see its list of types"));
        }
        return type;
    }
}
