package kontor.counterparties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.payeereviews.ReviewState;
import kontor.wire.Etag;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * An account of a counterparty.
 *
 * @param entityIds the entity ids of its counterparty
 * @param review how far its review is; absent where nobody ever had to look at it
 * @param identifiers at least one; the first gives the account its name
 */
public record ExternalAccount(
        UUID id,
        UUID counterpartyId,
        List<UUID> entityIds,
        String market,
        Optional<String> alias,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        Optional<String> externalId,
        Map<String, String> metadata,
        Optional<ReviewState> review,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    public ExternalAccount {
        if (identifiers.isEmpty()) {
            throw new IllegalStateException("external account " + id + " has no identifier");
        }
        entityIds = List.copyOf(entityIds);
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The alias, or else the first number as people write it. */
    public String name() {
        return alias.orElseGet(() -> displayed(identifiers.getFirst()));
    }

    private static String displayed(AccountIdentifier identifier) {
        String number = identifier.number();
        int check = number.length() - 1;
        return switch (identifier.type()) {
            case IBAN -> byFour(number);
            case SE_BANKGIRO ->
                    number.length() < 5
                            ? number
                            : number.substring(0, number.length() - 4)
                                    + "-"
                                    + number.substring(number.length() - 4);
            case SE_PLUSGIRO -> number.substring(0, check) + "-" + number.substring(check);
            case NUMBER,
                    DK_FIK,
                    ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE,
                    AU_BPAY_BILLER_CODE ->
                    number;
        };
    }

    private static String byFour(String number) {
        var groups = new StringBuilder(number.length() + number.length() / 4);
        for (int at = 0; at < number.length(); at += 4) {
            groups.append(at == 0 ? "" : " ").append(number, at, Math.min(at + 4, number.length()));
        }
        return groups.toString();
    }

    ExternalAccount of(List<UUID> entities) {
        return new ExternalAccount(
                id,
                counterpartyId,
                entities,
                market,
                alias,
                identifiers,
                routing,
                externalId,
                metadata,
                review,
                deleted,
                version,
                created,
                updated);
    }

    /** With what a change began; part of that change. */
    ExternalAccount reviewed(Map<UUID, ReviewState> reviews) {
        if (!reviews.containsKey(id)) {
            return this;
        }
        return new ExternalAccount(
                id,
                counterpartyId,
                entityIds,
                market,
                alias,
                identifiers,
                routing,
                externalId,
                metadata,
                Optional.ofNullable(reviews.get(id)),
                deleted,
                version,
                created,
                updated);
    }

    ExternalAccount patched(
            Optional<String> nextAlias,
            List<AccountIdentifier> nextIdentifiers,
            List<RoutingIdentifier> nextRouting,
            Instant now) {
        return new ExternalAccount(
                id,
                counterpartyId,
                entityIds,
                market,
                nextAlias,
                nextIdentifiers,
                nextRouting,
                externalId,
                metadata,
                review,
                deleted,
                version + 1,
                created,
                now);
    }

    /** Deleted, with the next version. */
    ExternalAccount delete(Instant now) {
        return new ExternalAccount(
                id,
                counterpartyId,
                entityIds,
                market,
                alias,
                identifiers,
                routing,
                externalId,
                metadata,
                review,
                true,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(ExternalAccounts.RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("counterpartyId", counterpartyId.toString());
        if (!entityIds.isEmpty()) {
            var array = view.putArray("entityIds");
            entityIds.forEach(entity -> array.add(entity.toString()));
        }
        view.put("market", market).put("name", name());
        alias.ifPresent(text -> view.put("alias", text));
        view.set("identifiers", IdentifierJson.accounts(identifiers));
        if (!routing.isEmpty()) {
            view.set("routing", IdentifierJson.routing(routing));
        }
        review.ifPresent(state -> view.put("review", state.name()));
        externalId.ifPresent(text -> view.put("externalId", text));
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
