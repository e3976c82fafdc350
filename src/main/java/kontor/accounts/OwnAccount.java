package kontor.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.OrganizationId;
import kontor.entities.CreditorNumbers;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * An own account with its holder, as payments and mandates need it. Thousands are read per second,
 * so it has no more than they use.
 *
 * @param zone the time zone of its bank dates
 * @param creditor the account's own creditor numbers; where it has none, those of the holder
 * @param instruments payment instruments with the numbers that its bank assigned
 */
public record OwnAccount(
        UUID id,
        UUID connectionId,
        AccountStatus status,
        String market,
        Currency currency,
        String name,
        ZoneId zone,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        CreditorNumbers creditor,
        List<Instrument> instruments,
        Holder holderEntity) {

    /**
     * The entity that holds an account.
     *
     * @param nationalIdentifier JSON of NationalIdentifier of the API
     * @param address JSON of Address of the API
     */
    public record Holder(
            UUID id,
            String legalName,
            Optional<String> nationalIdentifier,
            Optional<String> address) {}

    public OwnAccount {
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
        instruments = List.copyOf(instruments);
    }

    public Optional<String> iban() {
        return number(AccountIdentifierType.IBAN);
    }

    /** The first one: under which it is paid by Autogiro. */
    public Optional<String> bankgiro() {
        return number(AccountIdentifierType.SE_BANKGIRO);
    }

    /** Autogiro pays in SEK, so of accounts with one bankgiro it is at most one. */
    public boolean isPaidByAutogiro(String bankgiro) {
        return currency.equals(Currency.SEK) && bankgiro().equals(Optional.of(bankgiro));
    }

    private Optional<String> number(AccountIdentifierType type) {
        for (var identifier : identifiers) {
            if (identifier.type() == type) {
                return Optional.of(identifier.number());
            }
        }
        return Optional.empty();
    }

    public Optional<String> bic() {
        for (var identifier : routing) {
            if (identifier.type() == RoutingIdentifierType.BIC) {
                return Optional.of(identifier.number());
            }
        }
        return Optional.empty();
    }

    public Optional<String> sepaCreditorIdentifier() {
        return creditor.sepaCreditorIdentifier();
    }

    public Optional<String> autogiroCustomerNumber() {
        return creditor.autogiroCustomerNumber();
    }

    /** AccountSnapshot of the API. */
    public ObjectNode snapshot(OrganizationId organization) {
        var view =
                Json.object()
                        .put("type", "ACCOUNT")
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("market", market)
                        .put("currency", currency.code());
        view.set("identifiers", IdentifierJson.accounts(identifiers));
        view.set("routing", IdentifierJson.routing(routing));
        return view;
    }

    /** AccountHolder of the API. */
    public ObjectNode holder() {
        var view =
                Json.object()
                        .put("type", "ENTITY")
                        .put("id", holderEntity.id.toString())
                        .put("legalName", holderEntity.legalName);
        holderEntity.address.ifPresent(json -> view.putRawValue("address", new RawValue(json)));
        holderEntity.nationalIdentifier.ifPresent(
                json -> view.putRawValue("nationalIdentifier", new RawValue(json)));
        return view;
    }
}
