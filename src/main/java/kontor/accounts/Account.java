package kontor.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.OrganizationId;
import kontor.entities.CreditorNumbers;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.reporting.Reporting;
import kontor.reporting.StatementGap;
import kontor.wire.Etag;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * An account of the organization at a bank.
 *
 * @param entityId the entity that holds it
 * @param thirdPartyId the bank
 * @param affiliationId the relation between the entity and the bank
 * @param connectionId the connection over which the bank is reached
 * @param fictive an account at the test bank
 * @param zone the time zone of its bank dates
 * @param creditor its own creditor numbers, used in place of those of the entity
 * @param reporting who reports of it, and what its statements leave open
 */
public record Account(
        UUID id,
        UUID entityId,
        UUID thirdPartyId,
        UUID affiliationId,
        UUID connectionId,
        String market,
        Currency currency,
        String name,
        Optional<String> alias,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        boolean fictive,
        Optional<String> externalId,
        Map<String, String> metadata,
        ZoneId zone,
        CreditorNumbers creditor,
        List<Instrument> instruments,
        Reporting reporting,
        AccountStatus status,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    public Account {
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
        metadata = Map.copyOf(metadata);
        instruments = List.copyOf(instruments);
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(id);
    }

    /** The next version, with everything that a PATCH may change. */
    Account patched(
            Optional<String> newAlias,
            UUID newEntityId,
            Map<String, String> newMetadata,
            List<Instrument> newInstruments,
            CreditorNumbers newCreditor,
            Reporting newReporting,
            Instant now) {
        return new Account(
                id,
                newEntityId,
                thirdPartyId,
                affiliationId,
                connectionId,
                market,
                currency,
                name,
                newAlias,
                identifiers,
                routing,
                fictive,
                externalId,
                newMetadata,
                zone,
                newCreditor,
                newInstruments,
                newReporting,
                status,
                version + 1,
                created,
                now);
    }

    /** The next version, with what its statements leave open now. */
    Account leaving(List<StatementGap> gaps, Instant now) {
        return patched(
                alias, entityId, metadata, instruments, creditor, reporting.leaving(gaps), now);
    }

    /** Whether statements and reports of it that come over a connection count. */
    public boolean isReportedBy(UUID connection) {
        return connectionId.equals(connection) || reporting.reportedBy().contains(connection);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Accounts.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** Account of the API. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("thirdPartyId", thirdPartyId.toString())
                        .put("affiliationId", affiliationId.toString())
                        .put("connectionId", connectionId.toString())
                        .put("entityId", entityId.toString())
                        .put("market", market)
                        .put("currency", currency.code())
                        .put("name", name);
        alias.ifPresent(text -> view.put("alias", text));
        view.set("identifiers", IdentifierJson.accounts(identifiers));
        view.set("routing", IdentifierJson.routing(routing));
        view.put("fictive", fictive).put("status", status.name());
        creditor.sepaCreditorIdentifier()
                .ifPresent(number -> view.put("sepaCreditorIdentifier", number));
        creditor.autogiroCustomerNumber()
                .ifPresent(number -> view.put("autogiroCustomerNumber", number));
        externalId.ifPresent(text -> view.put("externalId", text));
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        if (!instruments.isEmpty()) {
            var array = view.putObject("paymentOptions").putArray("instruments");
            instruments.forEach(instrument -> array.add(instrument.view()));
        }
        reporting.show(view);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
