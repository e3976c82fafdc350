package kontor.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kontor.manual.Field;
import kontor.manual.Pretty;
import kontor.wire.Json;

/** Puts single fields into a body, and reads them from it. */
final class Bodies {

    private static final int LONGEST_NUMBER = 40;

    private Bodies() {}

    /** What stands in each field that has an input; empty for all where the body is no JSON. */
    static Map<String, String> read(String body, List<Field> fields) {
        var values = new LinkedHashMap<String, String>();
        var json = parsed(body);
        for (Field field : fields) {
            if (field.hasInput()) {
                values.put(field.key(), json.map(one -> text(one, field)).orElse(""));
            }
        }
        return values;
    }

    /**
     * The body with what was typed for single fields; an empty text takes a member out.
     *
     * @param typed what was typed for a field, where its input was sent
     */
    static String with(String body, List<Field> fields, Function<Field, Optional<String>> typed) {
        var json = parsed(body);
        if (json.isEmpty()) {
            return body;
        }
        boolean changed = false;
        for (Field field : fields) {
            var text = field.hasInput() ? typed.apply(field) : Optional.<String>empty();
            if (text.isPresent() && !text.get().equals(text(json.get(), field))) {
                put(json.get(), field, text.get());
                changed = true;
            }
        }
        return changed ? Pretty.write(json.get()) : body;
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            JsonNode json = Json.readOwn(body);
            return Optional.of(json).filter(JsonNode::isContainerNode);
        } catch (IllegalStateException | IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode json, Field field) {
        JsonNode value = json.at(pointer(field.key()));
        return value.isContainerNode() ? value.toString() : value.asText("");
    }

    private static String pointer(String key) {
        return '/' + key.replace('.', '/');
    }

    private static void put(JsonNode json, Field field, String text) {
        String[] steps = field.key().split("\\.");
        JsonNode parent = json;
        for (int i = 0; i + 1 < steps.length; i++) {
            Optional<JsonNode> next = step(parent, steps[i], steps[i + 1], !text.isBlank());
            if (next.isEmpty()) {
                return;
            }
            parent = next.get();
        }
        if (parent instanceof ObjectNode object) {
            if (text.isBlank()) {
                object.remove(steps[steps.length - 1]);
            } else {
                object.set(steps[steps.length - 1], value(field, text));
            }
        }
    }

    /** The next container on the way, made where it is missing and something is to be put in. */
    private static Optional<JsonNode> step(JsonNode at, String name, String then, boolean make) {
        JsonNode there =
                at instanceof ArrayNode array ? array.path(Integer.parseInt(name)) : at.path(name);
        if (there.isContainerNode() || !make) {
            return Optional.of(there).filter(JsonNode::isContainerNode);
        }
        JsonNode made = then.equals("0") ? Json.array() : Json.object();
        if (at instanceof ArrayNode array) {
            array.add(made);
        } else if (at instanceof ObjectNode object) {
            object.set(name, made);
        }
        return Optional.of(made);
    }

    /** As its type wants it; what cannot be read so stays a text, and the answer says why. */
    private static JsonNode value(Field field, String text) {
        var texts = Json.object().textNode(text);
        return switch (field.kind()) {
            case YES_OR_NO -> Json.object().booleanNode(text.equals("true"));
            case WHOLE_NUMBER ->
                    text.strip().matches("-?[0-9]{1,%d}".formatted(LONGEST_NUMBER))
                            ? Json.object().numberNode(new BigInteger(text.strip()))
                            : texts;
            case JSON -> parsed(text).orElse(texts);
            case TEXT, GROUP -> texts;
        };
    }
}
