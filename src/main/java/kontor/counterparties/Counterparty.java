package kontor.counterparties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.payeereviews.ReviewState;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A person or business that the organization pays or collects from.
 *
 * @param accounts those not deleted, oldest first
 */
public record Counterparty(
        UUID id,
        CounterpartyDetails details,
        Optional<String> externalId,
        Map<String, String> metadata,
        boolean deleted,
        int version,
        Instant created,
        Instant updated,
        List<ExternalAccount> accounts)
        implements Versioned {

    public Counterparty {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        accounts = List.copyOf(accounts);
    }

    Counterparty with(List<ExternalAccount> ofIt) {
        return new Counterparty(
                id, details, externalId, metadata, deleted, version, created, updated, ofIt);
    }

    /** With what a change began for its accounts. */
    Counterparty reviewed(Map<UUID, ReviewState> reviews) {
        return reviews.isEmpty()
                ? this
                : with(accounts.stream().map(one -> one.reviewed(reviews)).toList());
    }

    /** What is wrong with its accounts, each in its place. */
    List<Fault> faults(Map<UUID, Refusal> taken) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < accounts.size(); i++) {
            var refusal = taken.get(accounts.get(i).id());
            if (refusal != null) {
                String place = "accounts." + i;
                refusal.faults().forEach(fault -> faults.add(fault.under(place)));
            }
        }
        return faults;
    }

    Counterparty patched(CounterpartyDetails next, Instant now) {
        var moved = accounts.stream().map(account -> account.of(next.entityIds())).toList();
        return new Counterparty(
                id, next, externalId, metadata, deleted, version + 1, created, now, moved);
    }

    /** Leaves the live state; its accounts go with it, each by itself. */
    Counterparty delete(Instant now) {
        return new Counterparty(
                id, details, externalId, metadata, true, version + 1, created, now, List.of());
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Counterparties.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** As the API shows it. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("legalName", details.legalName());
        details.partyType().ifPresent(type -> view.put("partyType", type.name()));
        details.alias().ifPresent(alias -> view.put("alias", alias));
        details.address().ifPresent(json -> view.putRawValue("address", new RawValue(json)));
        if (!accounts.isEmpty()) {
            var array = view.putArray("accounts");
            accounts.forEach(account -> array.add(account.view(organization)));
        }
        details.email().ifPresent(email -> view.put("email", email));
        details.phone().ifPresent(phone -> view.put("phone", phone));
        details.nationalIdentifier()
                .ifPresent(json -> view.putRawValue("nationalIdentifier", new RawValue(json)));
        externalId.ifPresent(text -> view.put("externalId", text));
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        if (!details.entityIds().isEmpty()) {
            var array = view.putArray("entityIds");
            details.entityIds().forEach(entity -> array.add(entity.toString()));
        }
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
