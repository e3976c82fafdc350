package kontor.counterparties;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.OneAccount;
import kontor.identifiers.RoutingIdentifier;
import kontor.wire.IdentifierFields;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** A new external account in a request, alone or inside its counterparty. */
public record EmbeddedAccount(
        String market,
        AccountIdentifier identifier,
        List<RoutingIdentifier> routing,
        Optional<String> alias,
        Optional<String> externalId,
        Map<String, String> metadata) {

    private static final int MOST_ROUTING = 5;

    public EmbeddedAccount {
        routing = List.copyOf(routing);
    }

    /** The same account with another id and other metadata. */
    public EmbeddedAccount with(Optional<String> id, Map<String, String> words) {
        return new EmbeddedAccount(market, identifier, routing, alias, id, words);
    }

    ExternalAccount made(UUID id, UUID counterpartyId, List<UUID> entityIds, Instant now) {
        return new ExternalAccount(
                id,
                counterpartyId,
                entityIds,
                market,
                alias,
                List.of(identifier),
                routing,
                externalId,
                metadata,
                Optional.empty(),
                false,
                1,
                now,
                now);
    }

    /** Absent only when a fault was noted. */
    static Optional<EmbeddedAccount> parse(JsonFields fields) {
        fields.require("market");
        var market = LegalFields.country(fields, "market");
        var identifier = onlyIdentifier(fields, market);
        var routing = IdentifierFields.routing(fields, "routing", MOST_ROUTING);
        var alias = LegalFields.optionalText(fields, "alias", 255);
        var externalId = fields.externalId("externalId");
        var metadata = fields.metadata("metadata");
        if (market.isEmpty() || identifier.isEmpty()) {
            return Optional.empty();
        }
        if (!routing.isEmpty() && identifier.get().faults().isEmpty()) {
            OneAccount.strangeBanks(List.of(identifier.get()), routing)
                    .forEach(problem -> fields.fault(contradiction(problem)));
        }
        return Optional.of(
                new EmbeddedAccount(
                        market.get(), identifier.get(), routing, alias, externalId, metadata));
    }

    private static Fault contradiction(String problem) {
        return new Fault("routing", CounterpartyRefusal.IDENTIFIERS_CONTRADICT.code(), problem);
    }

    private static Optional<AccountIdentifier> onlyIdentifier(
            JsonFields fields, Optional<String> market) {
        fields.require("identifiers");
        // Ten are read so that the fault below can say what is wrong.
        var identifiers = fields.objects("identifiers", 10);
        if (identifiers.size() != 1) {
            if (fields.has("identifiers")) {
                fields.fault(
                        Fault.invalid(
                                "identifiers",
                                "must have exactly one entry; add more with PATCH /identifiers/-"));
            }
            return Optional.empty();
        }
        var typed = IdentifierFields.identifier(identifiers.getFirst());
        if (typed.isEmpty() || typed.get().market().isEmpty() && market.isEmpty()) {
            return Optional.empty();
        }
        var identifier = typed.get().in(market.orElse(""));
        identifier.faults().forEach(identifiers.getFirst()::fault);
        return Optional.of(identifier);
    }
}
