package kontor.mandatepapers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.mandates.Mandate;
import kontor.wire.Json;

/** The form of a mandate: what the payer agrees to, who is who, and where to sign. */
record MandateForm(Mandate mandate, Creditor creditor, MandateTexts texts) implements Paper.Text {

    @Override
    public void write(Sheet sheet) {
        for (var text : texts.of(mandate.scheme(), creditor.name())) {
            sheet.title(text.title());
            text.paragraphs().forEach(sheet::text);
        }
        sheet.heading("Mandate");
        sheet.facts(facts());
        sheet.heading("Creditor");
        sheet.facts(creditorFacts());
        sheet.heading("Payer");
        sheet.facts(payer());
        sheet.toSign("Place and date");
        sheet.toSign("Signature of the payer");
    }

    private Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        boolean sepa = mandate.scheme().isSepa();
        facts.put(sepa ? "Mandate reference" : "Payer number", mandate.mandateReference());
        facts.put("Scheme", mandate.scheme().name());
        facts.put(
                "Type of payment",
                mandate.recurrence() == Mandate.Recurrence.ONE_OFF
                        ? "one-off payment"
                        : "recurrent payment");
        mandate.signatureDate().ifPresent(day -> facts.put("Date of signature", day.toString()));
        mandate.pendingAmendment()
                .flatMap(one -> one.originalMandateReference())
                .ifPresent(old -> facts.put("Earlier reference", old));
        return facts;
    }

    private Map<String, String> creditorFacts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Name", creditor.name());
        creditor.address().ifPresent(json -> facts.put("Address", address(Json.readOwn(json))));
        facts.put(
                mandate.scheme().isSepa() ? "Creditor identifier" : "Customer number",
                mandate.creditorReference());
        creditor.bankgiro().ifPresent(number -> facts.put("Bankgiro", number));
        return facts;
    }

    private Map<String, String> payer() {
        var facts = new LinkedHashMap<String, String>();
        var holder = Json.readOwn(mandate.sourceHolder());
        facts.put("Name", holder.path("legalName").asText());
        if (holder.has("address")) {
            facts.put("Address", address(holder.path("address")));
        }
        if (holder.has("nationalIdentifier")) {
            facts.put("Number", holder.at("/nationalIdentifier/number").asText());
        }
        var account = Json.readOwn(mandate.source());
        for (var number : account.path("identifiers")) {
            facts.put(number.path("type").asText(), number.path("number").asText());
        }
        for (var number : account.path("routing")) {
            facts.put(number.path("type").asText(), number.path("number").asText());
        }
        return facts;
    }

    private static String address(JsonNode address) {
        return Stream.of(
                        joined(address, "streetName", "streetNumber"),
                        joined(address, "postalCode", "city"),
                        joined(address, "country"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode address, String... members) {
        return Stream.of(members)
                .map(name -> address.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
