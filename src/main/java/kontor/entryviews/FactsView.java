package kontor.entryviews;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.bankwords.Card;
import kontor.bankwords.EntryFacts;
import kontor.bankwords.Exchange;
import kontor.bankwords.Parties;
import kontor.bankwords.PostalAddress;
import kontor.bankwords.StructuredRemittance;
import kontor.iso20022.Charge;
import kontor.iso20022.TransactionDetails;
import kontor.wire.Json;

/** The members of a transaction beside those that payments are found by. */
public final class FactsView {

    /** As many lines of an address as the API has. */
    private static final int MOST_ADDRESS_LINES = 5;

    private static final Set<String> NO_REFERENCE = Set.of("", "NOTPROVIDED", "NONREF", "NONE");

    private FactsView() {}

    /** All that the bank adds to one transaction of an entry; empty when it adds nothing. */
    public static ObjectNode of(TransactionDetails detail) {
        var view = Json.object();
        add(view, detail.facts());
        charges(detail.charges()).ifPresent(charges -> view.set("charges", charges));
        detail.purpose().ifPresent(purpose -> view.put("purpose", purpose.value()));
        detail.additionalInformation()
                .ifPresent(words -> view.put("transactionInformation", words));
        return view;
    }

    /** Adds what is known of parties, remittance, exchange and card. */
    public static void add(ObjectNode view, EntryFacts facts) {
        remittance(facts.remittance()).ifPresent(part -> view.set("remittance", part));
        facts.parties()
                .ultimateDebtor()
                .ifPresent(party -> view.set("ultimateDebtor", party(party)));
        facts.parties()
                .ultimateCreditor()
                .ifPresent(party -> view.set("ultimateCreditor", party(party)));
        facts.exchange().ifPresent(one -> view.set("currencyExchange", exchange(one)));
        facts.counterValue().ifPresent(one -> view.set("counterValue", Json.amount(one)));
        facts.card().ifPresent(one -> view.set("card", card(one)));
    }

    /** Adds the references by which a payment is found, as far as the bank means them. */
    public static void addReferences(ObjectNode view, TransactionDetails.References told) {
        putMeant(view, "mandateReference", told.mandateId());
        putMeant(view, "endToEndId", told.endToEndId());
        putMeant(view, "instructionId", told.instructionId());
        putMeant(view, "transactionId", told.transactionId());
        putMeant(view, "messageId", told.messageId());
        putMeant(view, "paymentInformationId", told.paymentInformationId());
        putMeant(view, "servicerReference", told.accountServicer());
    }

    /** Not the words that banks put where they have no reference. */
    public static void putMeant(ObjectNode view, String name, Optional<String> reference) {
        put(view, name, reference.map(String::strip).filter(text -> !NO_REFERENCE.contains(text)));
    }

    /** Adds the references that are shown and not matched. */
    public static void addReferences(ObjectNode view, EntryFacts facts) {
        var references = facts.references();
        put(view, "uetr", references.uetr());
        put(view, "chequeNumber", references.cheque());
        put(view, "clearingReference", references.clearing());
        put(view, "creditorIdentifier", facts.parties().creditorIdentifier());
        if (!references.other().isEmpty()) {
            var others = view.putArray("other");
            for (var one : references.other()) {
                var other = others.addObject();
                put(other, "type", one.type());
                other.put("reference", one.reference());
            }
        }
    }

    public static Optional<ArrayNode> charges(List<Charge> charges) {
        var list = Json.array();
        for (Charge charge : charges) {
            list.addObject()
                    .put("included", charge.included())
                    .set("amount", Json.amount(charge.amount()));
        }
        return Optional.of(list).filter(some -> !some.isEmpty());
    }

    private static Optional<ObjectNode> remittance(StructuredRemittance remittance) {
        var view = Json.object();
        if (!remittance.lines().isEmpty()) {
            remittance.lines().forEach(view.putArray("text")::add);
        }
        if (!remittance.parts().isEmpty()) {
            var parts = view.putArray("structured");
            remittance.parts().forEach(part -> parts.add(part(part)));
        }
        return Optional.of(view).filter(some -> !some.isEmpty());
    }

    private static ObjectNode part(StructuredRemittance.Part part) {
        var view = Json.object();
        put(view, "type", part.type());
        put(view, "issuer", part.issuer());
        put(view, "reference", part.reference());
        if (!part.documents().isEmpty()) {
            var documents = view.putArray("documents");
            for (var one : part.documents()) {
                var document = documents.addObject();
                put(document, "type", one.type());
                put(document, "number", one.number());
                put(document, "date", one.date());
            }
        }
        part.amount().ifPresent(amount -> view.set("amount", Json.amount(amount)));
        if (!part.additional().isEmpty()) {
            part.additional().forEach(view.putArray("additional")::add);
        }
        return view;
    }

    private static ObjectNode party(Parties.Party party) {
        var view = Json.object();
        put(view, "name", party.name());
        if (!party.identifications().isEmpty()) {
            party.identifications().forEach(view.putArray("identifications")::add);
        }
        return view;
    }

    private static ObjectNode exchange(Exchange exchange) {
        var view =
                Json.object()
                        .put("exchangeRate", exchange.rate())
                        .put("sourceCurrency", exchange.source());
        put(view, "targetCurrency", exchange.target());
        put(view, "unitCurrency", exchange.unit());
        return view;
    }

    private static ObjectNode card(Card card) {
        var view = Json.object();
        put(view, "number", card.number());
        put(view, "brand", card.brand());
        put(view, "terminal", card.terminal());
        put(view, "sequence", card.sequence());
        return view;
    }

    /** An address in the parts that the API has, cut to its lengths. */
    public static ObjectNode address(PostalAddress address) {
        var view = Json.object();
        put(view, "country", address.country().filter(code -> code.matches("[A-Z]{2}")));
        put(view, "city", cut(address.town(), 64));
        put(view, "postalCode", cut(address.postalCode(), 16));
        put(view, "streetName", cut(address.street(), 64));
        put(view, "streetNumber", cut(address.buildingNumber(), 16));
        if (!address.lines().isEmpty()) {
            var lines = view.putArray("rawAddressLines");
            address.lines().stream()
                    .limit(MOST_ADDRESS_LINES)
                    .map(line -> line.substring(0, Math.min(line.length(), 255)))
                    .forEach(lines::add);
        }
        return view;
    }

    private static Optional<String> cut(Optional<String> text, int most) {
        return text.map(one -> one.substring(0, Math.min(one.length(), most)));
    }

    private static void put(ObjectNode view, String name, Optional<String> text) {
        text.ifPresent(present -> view.put(name, present));
    }
}
