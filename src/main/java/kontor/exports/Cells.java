package kontor.exports;

import com.fasterxml.jackson.databind.JsonNode;
import kontor.wire.Json;

/** How a member of the API is written into a cell of a table. */
final class Cells {

    private Cells() {}

    /** Empty where there is nothing; what has members is written as JSON. */
    static String of(JsonNode member) {
        if (member.isMissingNode() || member.isNull()) {
            return "";
        }
        return member.isContainerNode() ? Json.write(member) : member.asText();
    }
}
