package kontor.accounts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.entities.CreditorFields;
import kontor.entities.CreditorNumbers;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.reporting.Reporting;
import kontor.wire.IdentifierFields;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * The request for a new account.
 *
 * @param zone the time zone of its bank dates; absent means that of the organization
 */
public record RequestedAccount(
        UUID connectionId,
        UUID entityId,
        String market,
        Currency currency,
        String name,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        Optional<ZoneId> zone,
        Optional<String> externalId,
        Map<String, String> metadata,
        CreditorNumbers creditor) {

    private static final int MOST_NUMBERS = 5;

    /**
     * CreateAccountRequest of the API.
     *
     * @throws kontor.core.InvalidRequest with all faults
     */
    static RequestedAccount parse(JsonFields body) {
        var connection = id(body, "connectionId", "a connection");
        var entity = id(body, "entityId", "an entity");
        body.require("market");
        var market = LegalFields.country(body, "market");
        var currency = currency(body);
        var name = LegalFields.requiredName(body, "name", 255);
        var identifiers = identifiers(body, market);
        var routing = IdentifierFields.routing(body, "routing", MOST_NUMBERS);
        var zone = zone(body);
        var externalId = body.externalId("externalId");
        var metadata = body.metadata("metadata");
        var sepa = CreditorFields.sepaCreditorIdentifier(body, "sepaCreditorIdentifier");
        var autogiro = CreditorFields.autogiroCustomerNumber(body, "autogiroCustomerNumber");
        body.refuseFaults();
        return new RequestedAccount(
                connection.orElseThrow(),
                entity.orElseThrow(),
                market.orElseThrow(),
                currency.orElseThrow(),
                name.orElseThrow(),
                identifiers,
                routing,
                zone,
                externalId,
                metadata,
                new CreditorNumbers(sepa, autogiro));
    }

    private static Optional<UUID> id(JsonFields body, String name, String what) {
        String text = body.requiredText(name, 1, 255);
        var id = Ids.parse(text);
        if (id.isEmpty() && !text.isEmpty()) {
            body.fault(Fault.invalid(name, "must be the id of " + what));
        }
        return id;
    }

    private static Optional<Currency> currency(JsonFields body) {
        String code = body.requiredText("currency", 1, 255);
        var currency = Currency.find(code);
        if (currency.isEmpty() && !code.isEmpty()) {
            body.fault(Fault.invalid("currency", Currency.problem(code)));
        }
        return currency;
    }

    private static List<AccountIdentifier> identifiers(JsonFields body, Optional<String> market) {
        body.require("identifiers");
        var identifiers = new ArrayList<AccountIdentifier>();
        var seen = new HashSet<AccountIdentifier>();
        var entries = body.objects("identifiers", MOST_NUMBERS);
        for (JsonFields entry : entries) {
            IdentifierFields.identifier(entry)
                    .filter(typed -> typed.market().or(() -> market).isPresent())
                    .map(typed -> typed.in(market.orElse("")))
                    .ifPresent(
                            identifier -> {
                                identifier.faults().forEach(entry::fault);
                                if (!seen.add(identifier)) {
                                    entry.fault(Fault.invalid("", "must not be repeated"));
                                }
                                identifiers.add(identifier);
                            });
        }
        if (entries.isEmpty() && body.has("identifiers")) {
            body.fault(Fault.invalid("identifiers", "must have at least one entry"));
        }
        return identifiers;
    }

    private static Optional<ZoneId> zone(JsonFields body) {
        try {
            return body.text("zone", 1, 64).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            body.fault(Fault.invalid("zone", "must be a time zone like Europe/Stockholm"));
            return Optional.empty();
        }
    }

    Account made(UUID id, KnownConnections.Known bank, ZoneId organizationZone, Instant now) {
        return new Account(
                id,
                entityId,
                bank.thirdPartyId(),
                affiliation(bank.thirdPartyId()),
                connectionId,
                market,
                currency,
                name,
                Optional.empty(),
                identifiers,
                routing,
                bank.fictive(),
                externalId,
                metadata,
                zone.orElse(organizationZone),
                creditor,
                List.of(),
                Reporting.NONE,
                AccountStatus.ACTIVE,
                1,
                now,
                now);
    }

    /** The id of the relation between entity and bank: the same for all its accounts there. */
    private UUID affiliation(UUID thirdParty) {
        return UUID.nameUUIDFromBytes(
                ("affiliation " + entityId + " " + thirdParty).getBytes(StandardCharsets.UTF_8));
    }
}
