package kontor.portfolios;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.counterparties.EmbeddedAccount;
import kontor.counterparties.NewCounterparty;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.portfolios.PortfolioRow.Wanted;
import kontor.wire.ResourceRef;

/**
 * What a dry run would have made so far. It takes back each slice, so that later ones do not find
 * it in the database; a file has at most 100,000 rows, so it fits into memory.
 */
public final class Seen {

    private final Map<UUID, Long> lines = new HashMap<>();
    private final Map<UUID, Party> parties = new HashMap<>();

    /** The metadata of accounts. */
    private final Map<UUID, Map<String, String>> accounts = new HashMap<>();

    /** Those of counterparties and accounts that rows name as there already. */
    private final Set<UUID> references = new HashSet<>();

    /** The payers of the rows that would have made these. */
    private final Map<UUID, Payer> referred = new HashMap<>();

    private record Party(String legalName, Map<String, String> metadata) {

        static Party of(NewCounterparty one) {
            return new Party(one.details().legalName(), Map.copyOf(one.metadata()));
        }
    }

    /** Rows of the file that are yet to come; what none of them names is not kept. */
    public void awaits(Stream<PortfolioRow> rows) {
        rows.flatMap(PortfolioRow::references).forEach(text -> references.add(key(external(text))));
    }

    /** The line of another row that would have made the mandate of this name. */
    Optional<Long> mandate(PortfolioRow row, String name) {
        return other(row, "name " + name);
    }

    /**
     * An external id of a row that another one would have taken, whatever for.
     *
     * @param line of the other one
     */
    record Taken(String column, long line) {}

    /** The first of them, in the order in which a real run takes them. */
    Optional<Taken> takenId(PortfolioRow row, Wanted wanted) {
        return ofParty(wanted.payer())
                .flatMap(text -> taken(row, "counterpartyExternalId", text))
                .or(
                        () ->
                                account(wanted.payer())
                                        .flatMap(EmbeddedAccount::externalId)
                                        .flatMap(text -> taken(row, "accountExternalId", text)))
                .or(
                        () ->
                                wanted.mandate()
                                        .externalId()
                                        .flatMap(text -> taken(row, "externalId", text)));
    }

    private Optional<Taken> taken(PortfolioRow row, String column, String externalId) {
        return other(row, external(externalId)).map(line -> new Taken(column, line));
    }

    /** Of a counterparty that would have to be made. */
    private Optional<String> ofParty(Payer payer) {
        return payer instanceof Payer.New(var party)
                ? party.externalId().filter(text -> !parties.containsKey(key(external(text))))
                : Optional.empty();
    }

    /** A transaction that is tried again finds what its first attempt has left here. */
    private Optional<Long> other(PortfolioRow row, String key) {
        return Optional.ofNullable(lines.get(key(key))).filter(line -> line != row.line());
    }

    /** The name of the counterparty that would have been made with this external id. */
    Optional<String> party(String externalId) {
        return Optional.ofNullable(parties.get(key(external(externalId)))).map(Party::legalName);
    }

    /**
     * A row whose counterparty or account would be there: what it says of these is not looked at in
     * a real run, so here it says what the row said that would have made them.
     */
    Wanted asMade(Wanted wanted) {
        return switch (described(wanted.payer())) {
            case Payer.Known _ -> wanted;
            case Payer.OfKnown known ->
                    wanted.of(
                            new Payer.OfKnown(
                                    known.party(),
                                    known.legalName(),
                                    asMade(known, known.account())));
            case Payer.New one -> wanted.of(new Payer.New(asMade(one)));
        };
    }

    /** What a row names that another one would have made, written out as there. */
    private Payer described(Payer payer) {
        return switch (payer) {
            case Payer.Known(ResourceRef.ByExternalId(var text)) ->
                    Optional.ofNullable(referred.get(key(external(text))))
                            .map(Seen::unnamed)
                            .orElse(payer);
            case Payer.OfKnown(ResourceRef.ByExternalId(var text), var name, var account) ->
                    Optional.ofNullable(referred.get(key(external(text))))
                            .<Payer>map(maker -> with(maker, name, account))
                            .orElse(payer);
            case Payer.Known _, Payer.OfKnown _, Payer.New _ -> payer;
        };
    }

    /** The same without the external id of its account, which is taken. */
    private static Payer unnamed(Payer maker) {
        return switch (maker) {
            case Payer.Known _ -> maker;
            case Payer.OfKnown(var party, _, var account) ->
                    new Payer.OfKnown(
                            party,
                            Optional.empty(),
                            account.with(Optional.empty(), account.metadata()));
            case Payer.New one ->
                    with(
                            one,
                            Optional.empty(),
                            one.account().with(Optional.empty(), one.account().metadata()));
        };
    }

    /**
     * @param name what the row calls it; empty where it says nothing
     */
    private static Payer with(Payer maker, Optional<String> name, EmbeddedAccount account) {
        if (!(maker instanceof Payer.New(var party))) {
            return maker;
        }
        var details = name.map(party.details()::called).orElse(party.details());
        return new Payer.New(
                new NewCounterparty(
                        details, List.of(account), party.externalId(), party.metadata()));
    }

    private NewCounterparty asMade(Payer.New payer) {
        var party = payer.party();
        var metadata =
                party.externalId()
                        .map(text -> parties.get(key(external(text))))
                        .map(Party::metadata)
                        .orElse(party.metadata());
        var account = asMade(payer, payer.account());
        return new NewCounterparty(party.details(), List.of(account), party.externalId(), metadata);
    }

    private EmbeddedAccount asMade(Payer payer, EmbeddedAccount account) {
        return numbered(payer, account)
                .map(accounts::get)
                .map(metadata -> account.with(Optional.empty(), metadata))
                .orElse(account);
    }

    /** Which account of which counterparty; empty for one that no other row can mean. */
    private static Optional<UUID> numbered(Payer payer, EmbeddedAccount account) {
        var name =
                switch (payer) {
                    case Payer.Known _ -> Optional.<String>empty();
                    case Payer.OfKnown known -> Optional.of("known " + known.party());
                    case Payer.New one -> one.party().externalId().map(Seen::external);
                };
        return name.map(party -> key(party + " " + account.identifier()));
    }

    private static Optional<EmbeddedAccount> account(Payer payer) {
        return switch (payer) {
            case Payer.Known _ -> Optional.empty();
            case Payer.OfKnown known -> Optional.of(known.account());
            case Payer.New one -> Optional.of(one.account());
        };
    }

    /** Of any text as many bytes. */
    private static UUID key(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String external(String id) {
        return "external " + id;
    }

    void add(PortfolioRow row, Optional<String> name) {
        name.ifPresent(text -> lines.putIfAbsent(key("name " + text), row.line()));
        var wanted = row.wanted().orElseThrow();
        var payer = wanted.payer();
        wanted.mandate().externalId().ifPresent(text -> take(row, text));
        if (payer instanceof Payer.New(var party)) {
            party.externalId()
                    .filter(text -> isNew(text, party))
                    .ifPresent(text -> make(row, text, payer));
        }
        account(payer)
                .filter(one -> isMade(payer, one))
                .flatMap(EmbeddedAccount::externalId)
                .ifPresent(text -> make(row, text, payer));
    }

    private void make(PortfolioRow row, String externalId, Payer payer) {
        take(row, externalId);
        var name = key(external(externalId));
        if (references.contains(name)) {
            referred.putIfAbsent(name, payer);
        }
    }

    private boolean isNew(String externalId, NewCounterparty party) {
        return parties.putIfAbsent(key(external(externalId)), Party.of(party)) == null;
    }

    /** Rather than found. */
    private boolean isMade(Payer payer, EmbeddedAccount account) {
        return numbered(payer, account)
                .filter(one -> accounts.putIfAbsent(one, Map.copyOf(account.metadata())) != null)
                .isEmpty();
    }

    private void take(PortfolioRow row, String externalId) {
        lines.putIfAbsent(key(external(externalId)), row.line());
    }
}
