package kontor.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.core.Currency;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * One side of a payment as files need it: who it is, and the account.
 *
 * @param legalName of the holder
 * @param address of the holder; nothing in it where nobody told it
 * @param currency of an own account; a counterparty's tells none
 */
public record Party(
        String legalName,
        PartyAddress address,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        Optional<Currency> currency) {

    public Party {
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
    }

    /**
     * @param accountJson AccountSnapshot or ExternalAccountSnapshot of the API
     * @param holderJson AccountHolder of the API
     */
    static Party read(String accountJson, String holderJson) {
        JsonNode account = Json.readOwn(accountJson);
        JsonNode holder = Json.readOwn(holderJson);
        return new Party(
                holder.path("legalName").asText(),
                PartyAddress.read(holder.path("address")),
                IdentifierJson.readAccounts(account.path("identifiers")),
                IdentifierJson.readRouting(account.path("routing")),
                Currency.find(account.path("currency").asText()));
    }

    /** All numbers of the account, each with its type. */
    public String numbers() {
        return identifiers.stream()
                .map(one -> one.type() + " " + one.number())
                .collect(Collectors.joining(", "));
    }

    public Optional<String> iban() {
        return identifiers.stream()
                .filter(one -> one.type() == AccountIdentifierType.IBAN)
                .map(AccountIdentifier::number)
                .findFirst();
    }

    public Optional<String> bic() {
        return routing.stream()
                .filter(one -> one.type() == RoutingIdentifierType.BIC)
                .map(RoutingIdentifier::number)
                .findFirst();
    }
}
