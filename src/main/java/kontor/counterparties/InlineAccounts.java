package kontor.counterparties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;

/**
 * Finds or creates the accounts that payments describe: a new one gets a counterparty, a known one
 * is used again.
 */
public final class InlineAccounts {

    private final InlineTable table = new InlineTable();
    private final Counterparties counterparties;
    private final ExternalAccounts accounts;

    public InlineAccounts(Counterparties counterparties, ExternalAccounts accounts) {
        this.counterparties = counterparties;
        this.accounts = accounts;
    }

    /**
     * The account of each, by the id of its request; it cannot be deleted until this transaction
     * ends. Refuses {@code external_id_taken}.
     */
    public Map<UUID, Outcome<ExternalParty>> keep(Tx tx, List<Request<InlineAccount>> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        var wanted = new LinkedHashMap<String, Request<InlineAccount>>();
        var digests = new ArrayList<String>();
        for (var one : requests) {
            String digest = one.input().digest();
            wanted.putIfAbsent(digest, one);
            digests.add(digest);
        }
        var ids = new HashMap<>(table.find(tx, wanted.keySet()));
        var refused =
                ids.size() < wanted.size() ? make(tx, wanted, ids) : Map.<String, Refusal>of();
        var parties = accounts.forUse(tx, ids.values());
        var outcomes = new HashMap<UUID, Outcome<ExternalParty>>();
        for (int i = 0; i < requests.size(); i++) {
            var refusal = refused.get(digests.get(i));
            outcomes.put(
                    requests.get(i).id(),
                    refusal == null
                            ? Outcome.done(
                                    Maps.required(parties, Maps.required(ids, digests.get(i))))
                            : Outcome.refused(refusal));
        }
        return outcomes;
    }

    /** Adds to {@code ids} what it creates; another node may have created some a moment ago. */
    private Map<String, Refusal> make(
            Tx tx, Map<String, Request<InlineAccount>> wanted, Map<String, UUID> ids) {
        table.lock(tx);
        ids.putAll(table.find(tx, wanted.keySet()));
        var digests = wanted.keySet().stream().filter(digest -> !ids.containsKey(digest)).toList();
        var requests =
                digests.stream()
                        .map(wanted::get)
                        .map(
                                one ->
                                        new Request<>(
                                                one.caller(),
                                                one.requestId(),
                                                Ids.next(),
                                                java.util.Optional.empty(),
                                                one.input().asCounterparty()))
                        .toList();
        // A payment has no member for the metadata of its payee, so no key can require it.
        var outcomes = counterparties.make(tx, requests, Map.of());
        var refused = new HashMap<String, Refusal>();
        var madeBy = new HashMap<UUID, String>();
        for (int i = 0; i < digests.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused<?>(var refusal)) {
                refused.put(digests.get(i), ofDestination(refusal));
            } else {
                madeBy.put(requests.get(i).id(), digests.get(i));
            }
        }
        var made = new HashMap<String, UUID>();
        new ExternalAccountTable()
                .ofCounterparties(tx, madeBy.keySet())
                .forEach(
                        (counterparty, its) ->
                                made.put(madeBy.get(counterparty), its.getFirst().id()));
        table.remember(tx, made);
        ids.putAll(made);
        return refused;
    }

    private static Refusal ofDestination(Refusal refusal) {
        return new Refusal(
                refusal.category(),
                refusal.code(),
                refusal.message(),
                refusal.faults().stream()
                        .map(one -> one.at(one.field().replace("accounts.0.", "destination.")))
                        .toList());
    }
}
