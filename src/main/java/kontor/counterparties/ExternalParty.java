package kontor.counterparties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.domestic.SwedishAccount;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.SepaCountries;
import kontor.identifiers.SwedishNationalNumber;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * An external account with its holder, as payments and mandates need it. Thousands are read a
 * second, so what is stored as JSON of the API is passed on without being parsed.
 *
 * @param id of the external account
 * @param deleted the account was deleted, alone or with its counterparty
 * @param review of the account as it is now; payments keep it
 */
public record ExternalParty(
        UUID id,
        UUID counterpartyId,
        String market,
        StoredAccount account,
        StoredHolder stored,
        boolean deleted,
        Optional<UUID> review) {

    private static final String NATIONAL = "\"NUMBER\"";

    /** JSON arrays of AccountIdentifier and RoutingIdentifier. */
    record StoredAccount(String identifiers, String routing) {}

    /** What AccountHolder shows of the counterparty; address and national identifier are JSON. */
    record StoredHolder(
            String legalName,
            Optional<PartyType> partyType,
            Optional<String> address,
            Optional<String> nationalIdentifier) {}

    /** An account as it is stored with its counterparty, of which no review has begun. */
    static ExternalParty of(Counterparty party, ExternalAccount account) {
        var details = party.details();
        return new ExternalParty(
                account.id(),
                party.id(),
                account.market(),
                new StoredAccount(
                        ExternalAccountTable.identifiers(account),
                        ExternalAccountTable.routing(account)),
                new StoredHolder(
                        details.legalName(),
                        details.partyType(),
                        details.address(),
                        details.nationalIdentifier()),
                account.deleted(),
                Optional.empty());
    }

    /**
     * Those that this transaction has made, as a mandate or payment needs them that is made in it
     * as well. Nobody else sees them before it ends, so they are neither read again nor held; with
     * the first change of any account or counterparty they are forgotten.
     */
    static final class Fresh {
        private final Map<UUID, ExternalParty> parties = new HashMap<>();
        private final Map<UUID, List<UUID>> accounts = new HashMap<>();

        /** A counterparty that is written. */
        static void made(Tx tx, Counterparty made) {
            var fresh = tx.attachment(Fresh.class, Fresh::new);
            fresh.accounts.put(
                    made.id(), made.accounts().stream().map(ExternalAccount::id).toList());
            made.accounts().stream()
                    .filter(account -> account.review().isEmpty())
                    .forEach(account -> fresh.parties.put(account.id(), of(made, account)));
        }

        static void changed(Tx tx) {
            tx.attached(Fresh.class).ifPresent(fresh -> fresh.parties.clear());
        }

        /** Those of the accounts that are fresh. */
        static Map<UUID, ExternalParty> among(Tx tx, Collection<UUID> ids) {
            var fresh = tx.attached(Fresh.class).map(all -> all.parties).orElse(Map.of());
            var among = new HashMap<UUID, ExternalParty>();
            for (UUID id : ids) {
                var party = fresh.get(id);
                if (party != null) {
                    among.put(id, party);
                }
            }
            return among;
        }
    }

    /** The accounts with which this transaction has made a counterparty, in their order. */
    public static List<UUID> accountsMadeWith(Tx tx, UUID counterparty) {
        return tx.attached(Fresh.class)
                .map(fresh -> fresh.accounts.get(counterparty))
                .orElse(List.of());
    }

    public String legalName() {
        return stored.legalName;
    }

    public Optional<PartyType> partyType() {
        return stored.partyType;
    }

    /** Known to be a person; a counterparty without party type may be one too. */
    public boolean individual() {
        return stored.partyType.equals(Optional.of(PartyType.INDIVIDUAL));
    }

    public List<AccountIdentifier> identifiers() {
        return IdentifierJson.readAccounts(account.identifiers);
    }

    /** Its first number of this kind. */
    public Optional<String> number(AccountIdentifierType type) {
        return identifiers().stream()
                .filter(identifier -> identifier.type() == type)
                .map(AccountIdentifier::number)
                .findFirst();
    }

    /** Clearing and account number in Sweden, as a NUMBER or an IBAN tells them. */
    public Optional<SwedishAccount> swedishAccount() {
        return swedish(AccountIdentifierType.NUMBER)
                .flatMap(SwedishAccount::find)
                .or(() -> swedish(AccountIdentifierType.IBAN).flatMap(SwedishAccount::ofIban));
    }

    /** It has a number of an account in Sweden, be it a right one or not. */
    public boolean isSwedish() {
        return Stream.of(AccountIdentifierType.NUMBER, AccountIdentifierType.IBAN)
                .anyMatch(type -> swedish(type).isPresent());
    }

    private Optional<String> swedish(AccountIdentifierType type) {
        return identifiers().stream()
                .filter(identifier -> identifier.type() == type)
                .filter(
                        identifier ->
                                type == AccountIdentifierType.IBAN
                                        ? identifier.number().startsWith("SE")
                                        : identifier.market().equals("SE"))
                .map(AccountIdentifier::number)
                .findFirst();
    }

    /** The holder's personal or organisation number, as Bankgirot and Swedish banks know it. */
    public Optional<String> swedishNationalNumber() {
        return stored.nationalIdentifier
                .map(json -> Json.readOwn(json).path("number").asText(""))
                .map(SwedishNationalNumber::normalize)
                .filter(number -> SwedishNationalNumber.problem(number).isEmpty());
    }

    /** Its bank is outside the EEA, where the payer's address must travel with a SEPA payment. */
    private boolean needsAddress() {
        return identifiers().stream()
                .anyMatch(
                        identifier ->
                                identifier.type() == AccountIdentifierType.IBAN
                                        && SepaCountries.needsPayerAddress(identifier.number()));
    }

    /**
     * The address that must travel lacks its city or country (EPC409-09 for the countries,
     * EPC016-06 of 2025 for the address).
     */
    public boolean addressMissing() {
        return needsAddress()
                && (addressPart("city").isEmpty() || addressPart("country").isEmpty());
    }

    /** JSON of the holder's Address. */
    public Optional<String> address() {
        return stored.address;
    }

    /** A member of the holder's Address, e.g. {@code city}; empty when there is none. */
    private String addressPart(String name) {
        return stored.address.map(json -> Json.readOwn(json).path(name).asText("")).orElse("");
    }

    public List<RoutingIdentifier> routing() {
        return IdentifierJson.readRouting(account.routing);
    }

    /** ExternalAccountSnapshot of the API. */
    public ObjectNode accountSnapshot(OrganizationId organization) {
        var view =
                Json.object()
                        .put("type", "EXTERNAL_ACCOUNT")
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("market", market);
        // Only national numbers may be kept in a writing of before (decision 0081).
        if (account.identifiers.contains(NATIONAL)) {
            view.set("identifiers", IdentifierJson.accounts(identifiers()));
        } else {
            view.putRawValue("identifiers", new RawValue(account.identifiers));
        }
        if (!account.routing.equals("[]")) {
            view.putRawValue("routing", new RawValue(account.routing));
        }
        return view;
    }

    /** AccountHolder of the API. */
    public ObjectNode holder() {
        var view =
                Json.object()
                        .put("type", "COUNTERPARTY")
                        .put("id", counterpartyId.toString())
                        .put("legalName", stored.legalName);
        stored.address.ifPresent(json -> view.putRawValue("address", new RawValue(json)));
        stored.nationalIdentifier.ifPresent(
                json -> view.putRawValue("nationalIdentifier", new RawValue(json)));
        stored.partyType.ifPresent(type -> view.put("partyType", type.name()));
        return view;
    }
}
