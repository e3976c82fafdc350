package kontor.partypages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.counterparties.Counterparty;
import kontor.forms.Choice;
import kontor.forms.FormJson;
import kontor.forms.FormPatch;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifierType;
import kontor.pages.Figures;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/** Forms of counterparties and their accounts, as the bodies that a program would send. */
final class PartyForm {

    private static final List<String> ADDRESS =
            List.of("streetName", "streetNumber", "postalCode", "city", "country");
    private static final List<String> NATIONAL = List.of("type", "market", "number");
    private static final String IBAN = "IBAN";

    private PartyForm() {}

    static List<Choice> partyTypes() {
        return List.of(
                new Choice("", "Not said"),
                new Choice("COMPANY", "Company"),
                new Choice("INDIVIDUAL", "Individual"));
    }

    static List<Choice> nationalTypes() {
        return List.of(new Choice("COMPANY", "Company"), new Choice("CIVIC", "Civic"));
    }

    /** The kinds of numbers that an account may have; an IBAN first. */
    static List<Choice> identifierTypes() {
        return Arrays.stream(AccountIdentifierType.values())
                .map(type -> new Choice(type.name(), word(type.name())))
                .toList();
    }

    static List<Choice> routingTypes() {
        return Arrays.stream(RoutingIdentifierType.values())
                .map(type -> new Choice(type.name(), type.name().replace('_', ' ')))
                .toList();
    }

    /** A word as a person reads it, its country in capitals: {@code SE bankgiro}. */
    private static String word(String type) {
        if (type.equals(IBAN)) {
            return type;
        }
        String word = Figures.word(type);
        return type.indexOf('_') == 2 ? type.substring(0, 2) + word.substring(2) : word;
    }

    /** CreateCounterpartyRequest; the account only where its number was typed. */
    static JsonFields counterparty(FormFields fields) {
        var form =
                new FormJson(fields)
                        .texts("legalName", "alias", "partyType", "email", "phone", "externalId")
                        .metadata();
        part(fields, "address", ADDRESS).ifPresent(part -> form.body().set("address", part));
        if (fields.given("nationalIdentifier.number").isPresent()) {
            part(fields, "nationalIdentifier", NATIONAL)
                    .ifPresent(part -> form.body().set("nationalIdentifier", part));
        }
        if (fields.given("accounts.0.identifiers.0.number").isPresent()) {
            form.body().putArray("accounts").add(account(fields, "accounts.0."));
        }
        return form.fields();
    }

    /** CreateExternalAccountRequest. */
    static JsonFields externalAccount(FormFields fields, String counterpartyId) {
        return JsonFields.of(account(fields, "").put("counterpartyId", counterpartyId));
    }

    private static ObjectNode account(FormFields fields, String at) {
        var account = Json.object();
        String type = fields.given(at + "identifiers.0.type").orElse(IBAN);
        String number = number(type, fields.text(at + "identifiers.0.number"));
        var identifier = Json.object().put("type", type);
        if (!number.isEmpty()) {
            identifier.put("number", number);
        }
        market(fields.text(at + "market"), type, number)
                .ifPresent(market -> account.put("market", market));
        account.putArray("identifiers").add(identifier);
        routing(fields, at + "routing.0.").ifPresent(account.putArray("routing")::add);
        for (String name : List.of("alias", "externalId")) {
            // Inside a counterparty these belong to the account, not to its holder.
            fields.given(at + name).ifPresent(text -> account.put(name, text));
        }
        return account;
    }

    /** People write an IBAN in groups. */
    static String number(String type, String typed) {
        return type.equals(IBAN) ? typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT) : typed;
    }

    /** An IBAN says its country itself. */
    private static Optional<String> market(String typed, String type, String number) {
        if (!typed.isEmpty()) {
            return Optional.of(typed.toUpperCase(Locale.ROOT));
        }
        return type.equals(IBAN) && number.matches("[A-Z]{2}.*")
                ? Optional.of(number.substring(0, 2))
                : Optional.empty();
    }

    private static Optional<ObjectNode> routing(FormFields fields, String at) {
        return fields.given(at + "number")
                .map(
                        number ->
                                Json.object()
                                        .put("type", fields.given(at + "type").orElse("BIC"))
                                        .put("number", number.replaceAll("\\s", "")));
    }

    private static Optional<ObjectNode> part(FormFields fields, String name, List<String> members) {
        var part = Json.object();
        for (String member : members) {
            fields.given(name + "." + member).ifPresent(text -> part.put(member, text));
        }
        return part.isEmpty() ? Optional.empty() : Optional.of(part);
    }

    /** What the form of a change begins with, by the names of its fields. */
    static Map<String, String> values(Counterparty now) {
        var values = new LinkedHashMap<String, String>();
        var details = now.details();
        values.put("legalName", details.legalName());
        values.put("alias", details.alias().orElse(""));
        values.put("partyType", details.partyType().map(Enum::name).orElse(""));
        values.put("email", details.email().orElse(""));
        values.put("phone", details.phone().orElse(""));
        var address = details.address().map(Json::readOwn).orElse(Json.object());
        ADDRESS.forEach(member -> values.put("address." + member, address.path(member).asText("")));
        var national = details.nationalIdentifier().map(Json::readOwn).orElse(Json.object());
        NATIONAL.forEach(
                member ->
                        values.put(
                                "nationalIdentifier." + member, national.path(member).asText("")));
        return values;
    }

    /** CounterpartyJSONPatchRequest of what differs from what is there now. */
    static FormPatch patch(FormFields fields, Map<String, String> now) {
        var patch = new FormPatch();
        patch.text("legalName", now.getOrDefault("legalName", ""), fields.text("legalName"));
        for (String name : List.of("alias", "partyType", "email", "phone")) {
            patch.optional(name, now.getOrDefault(name, ""), fields.text(name));
        }
        if (differs(fields, now, "address", ADDRESS)) {
            patch.replace(
                    "address", part(fields, "address", ADDRESS).orElse(Json.object()), "address");
        }
        if (fields.given("nationalIdentifier.number").isEmpty()) {
            if (!now.getOrDefault("nationalIdentifier.number", "").isEmpty()) {
                patch.remove("nationalIdentifier");
            }
        } else if (differs(fields, now, "nationalIdentifier", NATIONAL)) {
            patch.replace(
                    "nationalIdentifier",
                    part(fields, "nationalIdentifier", NATIONAL).orElse(Json.object()),
                    "nationalIdentifier");
        }
        return patch;
    }

    private static boolean differs(
            FormFields fields, Map<String, String> now, String name, List<String> members) {
        return members.stream()
                .map(member -> name + "." + member)
                .anyMatch(field -> !fields.text(field).equals(now.getOrDefault(field, "")));
    }
}
