package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of the closed lists of the document. Requests may write them, and countries, in any
 * case, and the public guide's ORGANIZATION is a COMPANY; schemas know one form of each.
 */
final class Words {

    private static final Set<String> COUNTRIES = Set.of("country", "market");

    /** Members whose case counts, so that a folder called bank is no BANK. */
    private static final Set<String> NAMES = Set.of("folder");

    /** Each word by its capital letters; words that differ in nothing else stand for themselves. */
    private final Map<String, String> known = new HashMap<>();

    private final Set<String> asWritten = new HashSet<>();

    Words(JsonNode document) {
        document.findValues("enum")
                .forEach(
                        words ->
                                words.forEach(
                                        word -> {
                                            known.put(
                                                    word.asText().toUpperCase(Locale.ROOT),
                                                    word.asText());
                                            asWritten.add(word.asText());
                                        }));
    }

    /** The same request in the words of the document. */
    JsonNode canonical(JsonNode request) {
        if (request instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            member ->
                                    member.setValue(canonical(member.getKey(), member.getValue())));
        }
        if (request instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, canonical("", array.get(i)));
            }
        }
        return request;
    }

    private JsonNode canonical(String name, JsonNode value) {
        if (!value.isTextual()) {
            return canonical(value);
        }
        String text = value.textValue();
        String large = text.toUpperCase(Locale.ROOT);
        if (name.equals("partyType") && large.equals("ORGANIZATION")) {
            return TextNode.valueOf("COMPANY");
        }
        if (COUNTRIES.contains(name)) {
            return TextNode.valueOf(large);
        }
        boolean isIt = NAMES.contains(name) || asWritten.contains(text);
        return isIt ? value : TextNode.valueOf(known.getOrDefault(large, text));
    }
}
