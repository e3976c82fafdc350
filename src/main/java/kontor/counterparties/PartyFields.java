package kontor.counterparties;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Country;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.http.Json;
import kontor.http.JsonFields;

/** Members that creating and patching a counterparty read alike; what is wrong is noted as a fault. */
final class PartyFields {

    private static final int MOST_ENTITIES = 100;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]+");

    private enum NationalIdentifierType { CIVIC, COMPANY }

    private PartyFields() {}

    static Optional<String> requiredName(JsonFields fields, String name, int longest) {
        fields.require(name);
        var text = fields.text(name, 1, longest);
        if (text.isPresent() && text.get().isBlank()) {
            fields.fault(Fault.invalid(name, "must not be blank"));
            return Optional.empty();
        }
        return text;
    }

    /** An empty text is none. */
    static Optional<String> optionalText(JsonFields fields, String name, int longest) {
        return fields.text(name, 0, longest).filter(text -> !text.isEmpty());
    }

    static Optional<String> email(JsonFields fields, String name) {
        var text = optionalText(fields, name, 256);
        if (text.isPresent() && !EMAIL.matcher(text.get()).matches()) {
            fields.fault(Fault.invalid(name, "must be an email address like john.smith@example.com"));
            return Optional.empty();
        }
        return text;
    }

    static Optional<String> phone(JsonFields fields, String name) {
        return optionalText(fields, name, 64);
    }

    static Optional<PartyType> partyType(JsonFields fields, String name) {
        return fields.text(name, 0, 255).flatMap(text -> switch (text.toUpperCase(Locale.ROOT)) {
            case "INDIVIDUAL" -> Optional.of(PartyType.INDIVIDUAL);
            // The guide's form writes ORGANIZATION.
            case "COMPANY", "ORGANIZATION" -> Optional.of(PartyType.COMPANY);
            default -> {
                fields.fault(Fault.invalid(name, "must be one of INDIVIDUAL, COMPANY"));
                yield Optional.empty();
            }
        });
    }

    static Optional<String> country(JsonFields fields, String name) {
        return fields.text(name, 0, 255).flatMap(text -> country(fields, name, text));
    }

    private static Optional<String> country(JsonFields fields, String name, String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!Country.isCode(code)) {
            fields.fault(Fault.invalid(name, "must be a country code of ISO 3166, such as SE"));
            return Optional.empty();
        }
        return Optional.of(code);
    }

    /** JSON of Address with the members that are not empty; absent when none is left. */
    static Optional<String> address(JsonFields fields, String name) {
        var address = fields.object(name);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var view = Json.object();
        optionalText(address.get(), "streetName", 64).ifPresent(text -> view.put("streetName", text));
        optionalText(address.get(), "streetNumber", 16).ifPresent(text -> view.put("streetNumber", text));
        optionalText(address.get(), "postalCode", 16).ifPresent(text -> view.put("postalCode", text));
        optionalText(address.get(), "city", 64).ifPresent(text -> view.put("city", text));
        optionalText(address.get(), "country", 255)
                .flatMap(text -> country(address.get(), "country", text))
                .ifPresent(code -> view.put("country", code));
        return view.isEmpty() ? Optional.empty() : Optional.of(Json.write(view));
    }

    /** JSON of NationalIdentifier. */
    static Optional<String> nationalIdentifier(JsonFields fields, String name) {
        var identifier = fields.object(name);
        if (identifier.isEmpty()) {
            return Optional.empty();
        }
        identifier.get().require("type");
        var type = identifier.get().oneOf("type", NationalIdentifierType.class);
        identifier.get().require("market");
        var market = country(identifier.get(), "market");
        var number = requiredName(identifier.get(), "number", 64);
        if (type.isEmpty() || market.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Json.write(Json.object()
                .put("type", type.get().name())
                .put("market", market.get())
                .put("number", number.get().strip())));
    }

    /** Ids of entities, each once; whether they exist is a question for the door. */
    static List<UUID> entityIds(JsonFields fields, String name) {
        var texts = fields.texts(name, MOST_ENTITIES, 256);
        var ids = new ArrayList<UUID>();
        var seen = new HashSet<UUID>();
        for (int i = 0; i < texts.size(); i++) {
            String field = name + "." + i;
            var id = Ids.parse(texts.get(i));
            if (id.isEmpty()) {
                fields.fault(CounterpartyRefusal.ENTITY_NOT_FOUND.at(field));
            } else if (!seen.add(id.get())) {
                fields.fault(Fault.invalid(field, "must not be repeated"));
            } else {
                ids.add(id.get());
            }
        }
        return ids;
    }
}
