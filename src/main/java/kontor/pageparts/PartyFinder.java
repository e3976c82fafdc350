package kontor.pageparts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.counterparties.Counterparties;
import kontor.counterparties.Counterparty;
import kontor.counterparties.CounterpartyFilter;
import kontor.counterparties.ExternalAccount;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Tx;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;
import kontor.wire.Utf8;

/** Finds payers and payees by what people know of them: a name, or a number of an account. */
public record PartyFinder(Counterparties counterparties, ExternalAccounts externalAccounts) {

    private static final int MOST = 30;
    private static final int FEWEST = 3;
    private static final int LONGEST = 255;

    /**
     * An account and whose it is.
     *
     * @param owner the name of its holder
     */
    public record Found(String owner, ExternalAccount account) {

        /** "Acme Corp, DE64 5001 0517 3198 8333 24". */
        public String label() {
            return owner + ", " + account.name();
        }
    }

    /**
     * With their accounts, the newest first; none where the role may not read them.
     *
     * @param query what is known of them, 3 to 255 characters; without it the newest are found
     */
    public List<Counterparty> found(Tx tx, Caller caller, Optional<String> query) {
        boolean isSearchable = query.filter(text -> !isSearchable(text)).isEmpty();
        if (!isSearchable || !caller.may(Counterparties.READ)) {
            return List.of();
        }
        var filter = CounterpartyFilter.named(query);
        var first = new PageRequest(MOST, Optional.empty(), "");
        var named = counterparties.list(tx, caller, filter, first).items();
        if (query.isEmpty() || !named.isEmpty() || !caller.may(ExternalAccounts.READ)) {
            return named;
        }
        // Numbers belong to accounts.
        return externalAccounts.list(tx, caller, filter, first).items().stream()
                .map(ExternalAccount::counterpartyId)
                .distinct()
                .flatMap(id -> owner(tx, caller, id).stream())
                .toList();
    }

    /** As lists of the API have it. */
    private static boolean isSearchable(String text) {
        return text.length() >= FEWEST && text.length() <= LONGEST && Utf8.storable(text);
    }

    /** The accounts of those. */
    public List<Found> accounts(Tx tx, Caller caller, Optional<String> query) {
        return found(tx, caller, query).stream()
                .flatMap(
                        owner ->
                                owner.accounts().stream()
                                        .map(one -> new Found(owner.details().legalName(), one)))
                .toList();
    }

    public Optional<Found> account(Tx tx, Caller caller, UUID id) {
        if (!caller.may(ExternalAccounts.READ)) {
            return Optional.empty();
        }
        return externalAccounts.find(tx, caller, new ResourceRef.ById(id)).stream()
                .findFirst()
                .flatMap(
                        account ->
                                owner(tx, caller, account.counterpartyId())
                                        .map(one -> found(one, account)));
    }

    private static Found found(Counterparty owner, ExternalAccount account) {
        return new Found(owner.details().legalName(), account);
    }

    private Optional<Counterparty> owner(Tx tx, Caller caller, UUID id) {
        return caller.may(Counterparties.READ)
                ? counterparties.find(tx, caller, new ResourceRef.ById(id)).stream().findFirst()
                : Optional.empty();
    }
}
