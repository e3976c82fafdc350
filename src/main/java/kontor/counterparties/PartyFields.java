package kontor.counterparties;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * Reads members that are the same in new counterparties and patches; what is wrong is noted as a
 * fault.
 */
final class PartyFields {

    private static final int MOST_ENTITIES = 100;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]+");

    private PartyFields() {}

    static Optional<String> email(JsonFields fields, String name) {
        var text = LegalFields.optionalText(fields, name, 256);
        if (text.isPresent() && !EMAIL.matcher(text.get()).matches()) {
            fields.fault(
                    Fault.invalid(name, "must be an email address like john.smith@example.com"));
            return Optional.empty();
        }
        return text;
    }

    static Optional<String> phone(JsonFields fields, String name) {
        return LegalFields.optionalText(fields, name, 64);
    }

    static Optional<PartyType> partyType(JsonFields fields, String name) {
        return fields.text(name, 0, 255)
                .flatMap(
                        text ->
                                switch (text.toUpperCase(Locale.ROOT)) {
                                    case "INDIVIDUAL" -> Optional.of(PartyType.INDIVIDUAL);
                                    // The guide's form writes ORGANIZATION.
                                    case "COMPANY", "ORGANIZATION" ->
                                            Optional.of(PartyType.COMPANY);
                                    default -> {
                                        fields.fault(
                                                Fault.invalid(
                                                        name,
                                                        "must be one of INDIVIDUAL, COMPANY"));
                                        yield Optional.empty();
                                    }
                                });
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
                fields.fault(CounterpartyRefusal.ENTITY_NOT_FOUND.fault(field));
            } else if (!seen.add(id.get())) {
                fields.fault(Fault.invalid(field, "must not be repeated"));
            } else {
                ids.add(id.get());
            }
        }
        return ids;
    }
}
