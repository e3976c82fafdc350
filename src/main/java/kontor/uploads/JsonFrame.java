package kontor.uploads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.sameness.GatheredContent;
import kontor.wire.Json;

/** The members of a JSON object beside its records, kept while the object arrives. */
final class JsonFrame {

    /** Characters of all that is kept: four times what can be taken, however it is escaped. */
    private static final int LONGEST = 256 << 10;

    private static final String RECORDS = "payments";

    /**
     * As {@link Json#plain} has them: another spelling is kept too, to be held against the name.
     */
    private static final Set<String> KEPT =
            Set.of("treatment", "externalid", "skipvalidationerrors", "metadata");

    private final ObjectNode members = Json.object();
    private boolean hasRecords;
    private Optional<String> otherRecords = Optional.empty();
    private long left = LONGEST;

    /** Whether the value that the parser stands at is the records. */
    boolean isRecords(String name, JsonToken value) {
        if (value == JsonToken.VALUE_NULL || !Json.plain(name).equals(RECORDS)) {
            return false;
        }
        if (!name.equals(RECORDS)) {
            otherRecords = Optional.of(name);
            return false;
        }
        hasRecords = true;
        return true;
    }

    /** Keeps the value that the parser stands at, or passes over one that nobody knows. */
    void add(String name, JsonParser at, GatheredContent said) throws IOException {
        if (KEPT.contains(Json.plain(name))) {
            var member = bounded(name, at);
            members.set(name, member);
            said.member(name, member);
        } else {
            at.skipChildren();
        }
    }

    private JsonNode bounded(String name, JsonParser at) throws IOException {
        try (var kept = new TokenBuffer(at)) {
            long begin = at.currentTokenLocation().getCharOffset();
            int depth = 0;
            while (true) {
                kept.copyCurrentEvent(at);
                depth += depth(at.currentToken());
                if (at.currentLocation().getCharOffset() - begin > left) {
                    String most = "must not be longer than " + LONGEST + " characters";
                    throw new InvalidRequest(Fault.invalid(name, most));
                }
                if (depth == 0) {
                    left -= at.currentLocation().getCharOffset() - begin;
                    return Json.value(kept.asParserOnFirstToken());
                }
                at.nextToken();
            }
        }
    }

    private static int depth(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    /** Once all has been seen; there must have been records, and under one name. */
    ObjectNode members() {
        if (!hasRecords) {
            throw new InvalidRequest(Fault.required(RECORDS));
        }
        if (otherRecords.isPresent()) {
            String other = otherRecords.get();
            throw new InvalidRequest(
                    List.of(Json.contradicts(RECORDS, other), Json.contradicts(other, RECORDS)));
        }
        return members;
    }
}
