package kontor.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * A payment instrument of an account, with the number that the bank assigned for it.
 *
 * @param number 1 to 255 characters
 */
public record Instrument(Type type, String number) {

    /** The instruments of the API, each with the member that holds its number. */
    public enum Type {
        US_ACH("usAchCompanyId"),
        CITI_WORLDLINK("citiWorldlinkId");

        private final String member;

        Type(String member) {
            this.member = member;
        }
    }

    /** Absent only when a fault was recorded. */
    static Optional<Instrument> parse(JsonFields fields) {
        fields.require("type");
        return fields.oneOf("type", Type.class)
                .map(type -> new Instrument(type, fields.requiredText(type.member, 1, 255)));
    }

    /** Instrument of the API. */
    public ObjectNode view() {
        return Json.object().put("type", type.name()).put(type.member, number);
    }

    static @Nullable String write(List<Instrument> instruments) {
        if (instruments.isEmpty()) {
            return null;
        }
        var array = Json.array();
        instruments.forEach(instrument -> array.add(instrument.view()));
        return Json.write(array);
    }

    static List<Instrument> read(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        var instruments = new ArrayList<Instrument>();
        for (JsonNode node : Json.readOwn(stored)) {
            var type = Type.valueOf(node.get("type").textValue());
            instruments.add(new Instrument(type, node.get(type.member).textValue()));
        }
        return instruments;
    }
}
