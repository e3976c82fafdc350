package kontor.counterparties;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/** The request to add an account to a counterparty. */
public record NewExternalAccount(ResourceRef counterparty, EmbeddedAccount account) {

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewExternalAccount parse(JsonFields body) {
        body.require("counterpartyId");
        Optional<ResourceRef> counterparty = body.reference("counterpartyId");
        var account = EmbeddedAccount.parse(body);
        body.refuseFaults();
        return new NewExternalAccount(counterparty.orElseThrow(), account.orElseThrow());
    }

    /**
     * The counterparties that new accounts are for, locked so that their accounts can be counted.
     */
    static final class Owners {
        private final Tx tx;
        private final Map<String, ExternalIds.Owner> byExternalId;
        private final Map<UUID, Counterparty> found;
        private final Map<UUID, Integer> accounts = new HashMap<>();

        Owners(Tx tx, ExternalIds externalIds, List<Request<NewExternalAccount>> requests) {
            this.tx = tx;
            byExternalId = externalIds.find(tx, texts(requests));
            found =
                    new CounterpartyTable()
                            .lock(
                                    tx,
                                    requests.stream()
                                            .flatMap(one -> id(one.input().counterparty()).stream())
                                            .distinct()
                                            .toList());
            new ExternalAccountTable()
                    .ofCounterparties(tx, found.keySet())
                    .forEach((id, live) -> accounts.put(id, live.size()));
        }

        private static List<String> texts(List<Request<NewExternalAccount>> requests) {
            return requests.stream()
                    .map(one -> one.input().counterparty())
                    .flatMap(
                            one ->
                                    one instanceof ResourceRef.ByExternalId(var text)
                                            ? Stream.of(text)
                                            : Stream.empty())
                    .distinct()
                    .toList();
        }

        private Optional<UUID> id(ResourceRef reference) {
            return switch (reference) {
                case ResourceRef.ById(var id) -> Optional.of(id);
                case ResourceRef.ByExternalId(var text) ->
                        Optional.ofNullable(byExternalId.get(text))
                                .filter(owner -> owner.resource().equals(Counterparties.RESOURCE))
                                .map(ExternalIds.Owner::id);
                case ResourceRef.Unknown() -> Optional.empty();
            };
        }

        Outcome<ExternalAccount> judge(Request<NewExternalAccount> request) {
            var owner = id(request.input().counterparty()).map(found::get);
            if (owner.isEmpty()) {
                return Outcome.refused(
                        CounterpartyRefusal.COUNTERPARTY_NOT_FOUND.at("counterpartyId", ""));
            }
            if (owner.get().deleted()) {
                return Outcome.refused(
                        CounterpartyRefusal.COUNTERPARTY_DELETED.at("counterpartyId", ""));
            }
            if (accounts.merge(owner.get().id(), 1, Integer::sum) > ExternalAccounts.MOST_OF_ONE) {
                return Outcome.refused(
                        CounterpartyRefusal.TOO_MANY_ACCOUNTS.at("counterpartyId", ""));
            }
            return Outcome.done(
                    request.input()
                            .account()
                            .made(
                                    request.id(),
                                    owner.get().id(),
                                    owner.get().details().entityIds(),
                                    tx.now()));
        }
    }
}
