package kontor.entryviews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.Iban;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.iso20022.Counterparty;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/** The other side of a booking, as the bank told it. */
public final class PartyView {

    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

    private PartyView() {}

    public static ObjectNode of(Counterparty party) {
        var view = Json.object();
        party.name().ifPresent(name -> view.put("name", name));
        party.address().ifPresent(one -> view.set("address", FactsView.address(one)));
        party.iban()
                .or(party::otherAccount)
                .ifPresent(raw -> view.set("account", account(party, raw)));
        return view;
    }

    /** The same of name and number alone, which says itself whether it is an IBAN. */
    public static ObjectNode of(Optional<String> name, Optional<String> number) {
        var iban = number.filter(raw -> IBAN.matcher(raw).matches());
        var other = number.filter(_ -> iban.isEmpty());
        return of(new Counterparty(name, iban, other, Optional.empty()));
    }

    private static ObjectNode account(Counterparty party, String raw) {
        var account = Json.object();
        var iban = party.iban().map(Iban::normalize);
        iban.ifPresent(number -> account.put("market", Iban.country(number)));
        var identifiers = iban.map(PartyView::ofIban).stream().toList();
        account.set("identifiers", IdentifierJson.accounts(identifiers));
        party.bic()
                .map(bic -> List.of(RoutingIdentifier.of(RoutingIdentifierType.BIC, bic)))
                .ifPresent(routing -> account.set("routing", IdentifierJson.routing(routing)));
        return account.put("rawIdentifier", raw);
    }

    private static AccountIdentifier ofIban(String number) {
        return AccountIdentifier.of(AccountIdentifierType.IBAN, Iban.country(number), number);
    }
}
