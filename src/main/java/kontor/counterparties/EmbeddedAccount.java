package kontor.counterparties;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountIdentifier;
import kontor.core.AccountIdentifierType;
import kontor.core.Fault;
import kontor.core.RoutingIdentifier;
import kontor.core.RoutingIdentifierType;
import kontor.http.JsonFields;
import kontor.http.LegalFields;

/** What a request says of a new external account, alone or inside its counterparty. */
public record EmbeddedAccount(String market, AccountIdentifier identifier, List<RoutingIdentifier> routing,
        Optional<String> alias, Optional<String> externalId, Map<String, String> metadata) {

    private static final int MOST_ROUTING = 5;

    public EmbeddedAccount {
        routing = List.copyOf(routing);
    }

    /** An identifier as a request writes it; without market it has that of its account. */
    record Typed(AccountIdentifierType type, Optional<String> market, String number) {

        AccountIdentifier in(String accountMarket) {
            return AccountIdentifier.of(type, market.orElse(accountMarket), number);
        }
    }

    ExternalAccount made(UUID id, UUID counterpartyId, List<UUID> entityIds, Instant now) {
        return new ExternalAccount(id, counterpartyId, entityIds, market, alias, List.of(identifier), routing,
                externalId, metadata, false, 1, now, now);
    }

    /** Absent only when a fault was noted. */
    static Optional<EmbeddedAccount> parse(JsonFields fields) {
        fields.require("market");
        var market = LegalFields.country(fields, "market");
        var identifier = onlyIdentifier(fields, market);
        var routing = routing(fields);
        var alias = LegalFields.optionalText(fields, "alias", 255);
        var externalId = fields.externalId("externalId");
        var metadata = fields.metadata("metadata");
        if (market.isEmpty() || identifier.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EmbeddedAccount(market.get(), identifier.get(), routing, alias, externalId,
                metadata));
    }

    private static Optional<AccountIdentifier> onlyIdentifier(JsonFields fields, Optional<String> market) {
        fields.require("identifiers");
        // Ten are read so that the fault below can say what is wrong.
        var identifiers = fields.objects("identifiers", 10);
        if (identifiers.size() != 1) {
            if (fields.has("identifiers")) {
                fields.fault(Fault.invalid("identifiers",
                        "must have exactly one entry; add more with PATCH /identifiers/-"));
            }
            return Optional.empty();
        }
        var typed = identifier(identifiers.getFirst());
        if (typed.isEmpty() || typed.get().market().isEmpty() && market.isEmpty()) {
            return Optional.empty();
        }
        var identifier = typed.get().in(market.orElse(""));
        identifier.faults().forEach(identifiers.getFirst()::fault);
        return Optional.of(identifier);
    }

    /** Its parts; whether they fit each other is judged when the market is known. */
    static Optional<Typed> identifier(JsonFields fields) {
        fields.require("type");
        var type = fields.text("type", 0, 255).flatMap(text -> known(fields, AccountIdentifierType.find(text)));
        var market = LegalFields.country(fields, "market");
        var number = LegalFields.requiredName(fields, "number", 255);
        if (type.isEmpty() || number.isEmpty() || fields.has("market") && market.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Typed(type.get(), market, number.get()));
    }

    private static List<RoutingIdentifier> routing(JsonFields fields) {
        var routing = new ArrayList<RoutingIdentifier>();
        var seen = new HashSet<RoutingIdentifier>();
        for (JsonFields entry : fields.objects("routing", MOST_ROUTING)) {
            routingIdentifier(entry).ifPresent(identifier -> {
                if (!seen.add(identifier)) {
                    entry.fault(Fault.invalid("", "must not be repeated"));
                }
                routing.add(identifier);
            });
        }
        return routing;
    }

    static Optional<RoutingIdentifier> routingIdentifier(JsonFields fields) {
        fields.require("type");
        var type = fields.text("type", 0, 255).flatMap(text -> known(fields, RoutingIdentifierType.find(text)));
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
