package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares our document with a published one. A client made for theirs must find every operation,
 * parameter, member, word and status in ours; what it may send we take, what we answer it can read.
 * Each difference is one line that begins with its place.
 */
final class Compatibility {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final List<String> BOUNDS =
            List.of(
                    "maxLength",
                    "maxItems",
                    "maxProperties",
                    "maximum",
                    "minLength",
                    "minItems",
                    "minProperties",
                    "minimum");

    /** Which way a value goes: what is sent may be wider in ours, what is answered narrower. */
    private enum Way {
        SENT,
        ANSWERED
    }

    private record Pair(JsonNode theirs, JsonNode ours, Way way) {}

    private final JsonNode theirs;
    private final JsonNode ours;
    private final String prefix;
    private final Set<String> differences = new TreeSet<>();
    private final Set<Pair> compared = new HashSet<>();

    /**
     * @param prefix what stands before the paths of theirs, e.g. /payments
     */
    Compatibility(JsonNode theirs, JsonNode ours, String prefix) {
        this.theirs = theirs;
        this.ours = ours;
        this.prefix = prefix;
    }

    Set<String> differences() {
        theirs.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(operation -> METHODS.contains(operation.getKey()))
                                        .forEach(
                                                operation ->
                                                        compareOperation(
                                                                operation.getKey(),
                                                                prefix + path.getKey(),
                                                                operation.getValue())));
        return differences;
    }

    private void compareOperation(String method, String path, JsonNode operation) {
        String place = method.toUpperCase(Locale.ROOT) + " " + path;
        JsonNode mine = ours.get("paths").path(path).path(method);
        if (mine.isMissingNode()) {
            differences.add(place + ": there is no such operation");
            return;
        }
        compareParameters(place, operation, mine);
        resolved(theirs, operation.path("requestBody"))
                .path("content")
                .properties()
                .forEach(
                        content -> {
                            JsonNode body = mine.at("/requestBody/content").path(content.getKey());
                            if (body.isMissingNode()) {
                                differences.add(place + ": does not read " + content.getKey());
                            } else {
                                compare(
                                        place + " body",
                                        new Pair(
                                                content.getValue().get("schema"),
                                                body.get("schema"),
                                                Way.SENT));
                            }
                        });
        operation
                .get("responses")
                .properties()
                .forEach(
                        response -> {
                            JsonNode answer =
                                    resolved(ours, mine.get("responses").path(response.getKey()));
                            if (answer.isMissingNode()) {
                                differences.add(place + ": does not answer " + response.getKey());
                            } else if (!response.getKey().equals("204")) {
                                compareContent(
                                        place + " " + response.getKey(),
                                        resolved(theirs, response.getValue()),
                                        answer);
                            }
                        });
    }

    private void compareContent(String place, JsonNode response, JsonNode answer) {
        response.path("content")
                .properties()
                .forEach(
                        content -> {
                            JsonNode body = answer.path("content").path(content.getKey());
                            if (body.isMissingNode()) {
                                differences.add(place + ": is not " + content.getKey());
                            } else {
                                compare(
                                        place,
                                        new Pair(
                                                content.getValue().get("schema"),
                                                body.get("schema"),
                                                Way.ANSWERED));
                            }
                        });
    }

    private void compareParameters(String place, JsonNode operation, JsonNode mine) {
        var known = new TreeMap<String, JsonNode>();
        mine.path("parameters")
                .forEach(
                        parameter ->
                                known.put(
                                        key(resolved(ours, parameter)), resolved(ours, parameter)));
        operation
                .path("parameters")
                .forEach(
                        reference -> {
                            JsonNode parameter = resolved(theirs, reference);
                            JsonNode match = known.get(key(parameter));
                            if (match == null) {
                                differences.add(place + ": has no parameter " + key(parameter));
                            } else {
                                String where =
                                        parameter.get("in").asText().equals("header")
                                                ? parameter.get("name").asText()
                                                : place + " " + key(parameter);
                                if (match.path("required").asBoolean()
                                        && !parameter.path("required").asBoolean()) {
                                    differences.add(where + ": is required");
                                }
                                compare(
                                        where,
                                        new Pair(
                                                parameter.get("schema"),
                                                match.get("schema"),
                                                Way.SENT));
                            }
                        });
    }

    private static String key(JsonNode parameter) {
        return parameter.get("in").textValue() + " " + parameter.get("name").textValue();
    }

    private void compare(String place, Pair pair) {
        // Differences are told at the schema where they are, once.
        String here = name(pair.theirs, place);
        JsonNode schema = resolved(theirs, pair.theirs);
        JsonNode mine = resolved(ours, pair.ours);
        if (!compared.add(new Pair(schema, mine, pair.way))) {
            return;
        }
        compareTypes(here, schema, mine);
        compareWords(here, schema, mine, pair.way);
        compareBounds(here, schema, mine, pair.way);
        compareMembers(here, schema, mine, pair.way);
        if (schema.has("items")) {
            compare(here + "[]", new Pair(schema.get("items"), mine.path("items"), pair.way));
        }
        compareChoices(here, schema, mine, pair.way);
    }

    private static String name(JsonNode schema, String place) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? place : reference.substring(reference.lastIndexOf('/') + 1);
    }

    private void compareTypes(String place, JsonNode schema, JsonNode mine) {
        Set<String> missing = words(schema.path("type"));
        missing.removeAll(words(mine.path("type")));
        if (!missing.isEmpty() && mine.has("type")) {
            differences.add(place + ": is not " + missing);
        }
    }

    /** Words that are sent must all be ours; words that are answered must all be theirs. */
    private void compareWords(String place, JsonNode schema, JsonNode mine, Way way) {
        Set<String> theirWords = words(schema.path("enum"));
        Set<String> ourWords = words(mine.path("enum"));
        ourWords.addAll(words(mine.path("const")));
        if (theirWords.isEmpty()) {
            return;
        }
        var missing = new TreeSet<>(theirWords);
        missing.removeAll(ourWords);
        if (!missing.isEmpty() && !(way == Way.SENT && ourWords.isEmpty())) {
            differences.add(place + ": lacks the words " + missing);
        }
        ourWords.removeAll(theirWords);
        if (way == Way.ANSWERED && !ourWords.isEmpty()) {
            differences.add(place + ": has words of its own " + ourWords);
        }
    }

    /** Only what theirs limits; what is sent may be larger in ours, what is answered smaller. */
    private void compareBounds(String place, JsonNode schema, JsonNode mine, Way way) {
        for (String bound : BOUNDS) {
            // Theirs writes bounds of arrays beside objects too, where they mean nothing.
            boolean misplaced = bound.endsWith("Items") && schema.has("properties");
            if (!schema.has(bound) || misplaced || way == Way.SENT && !mine.has(bound)) {
                continue;
            }
            boolean most = bound.startsWith("max");
            long excess =
                    mine.path(bound).asLong(most ? Long.MAX_VALUE : 0) - schema.get(bound).asLong();
            boolean wider = most ? excess > 0 : excess < 0;
            boolean narrower = most ? excess < 0 : excess > 0;
            if (way == Way.SENT ? narrower : wider) {
                differences.add(
                        place
                                + ": "
                                + bound
                                + " is "
                                + mine.path(bound).asText("not told")
                                + ", theirs "
                                + schema.get(bound).asText());
            }
        }
        if (schema.has("pattern") && !schema.get("pattern").equals(mine.path("pattern"))) {
            differences.add(
                    place
                            + ": pattern is "
                            + mine.path("pattern").asText("not told")
                            + ", theirs "
                            + schema.get("pattern").textValue());
        }
    }

    private void compareMembers(String place, JsonNode schema, JsonNode mine, Way way) {
        Map<String, JsonNode> members = members(theirs, schema);
        Map<String, JsonNode> known = members(ours, mine);
        members.forEach(
                (name, member) -> {
                    if (!known.containsKey(name)) {
                        differences.add(place + "." + name + ": there is no such member");
                    } else {
                        compare(place + "." + name, new Pair(member, known.get(name), way));
                    }
                });
        Set<String> theirRequired = required(theirs, schema);
        Set<String> ourRequired = required(ours, mine);
        var missing = new TreeSet<>(way == Way.SENT ? ourRequired : theirRequired);
        missing.removeAll(way == Way.SENT ? theirRequired : ourRequired);
        if (!missing.isEmpty()) {
            differences.add(
                    place
                            + (way == Way.SENT ? ": also requires " : ": does not promise ")
                            + missing);
        }
    }

    /**
     * Each choice of theirs must be a choice of ours; which one is told by its name, path or place.
     */
    private void compareChoices(String place, JsonNode schema, JsonNode mine, Way way) {
        var choices = choices(schema);
        var known = choices(mine);
        for (JsonNode choice : choices) {
            String name = name(choice, "");
            var match =
                    known.stream()
                            .filter(
                                    one ->
                                            !name.isEmpty()
                                                    ? name(one, "").equals(name)
                                                    : resolved(ours, one)
                                                            .path("type")
                                                            .equals(
                                                                    resolved(theirs, choice)
                                                                            .path("type")))
                            .findFirst();
            if (match.isEmpty()) {
                differences.add(place + ": lacks the choice " + (name.isEmpty() ? choice : name));
            } else {
                compare(place, new Pair(choice, match.get(), way));
            }
        }
    }

    private static List<JsonNode> choices(JsonNode schema) {
        return Stream.of("oneOf", "anyOf").flatMap(word -> stream(schema.path(word))).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Own members and those of every part of allOf. */
    private static Map<String, JsonNode> members(JsonNode document, JsonNode schema) {
        var members = new TreeMap<String, JsonNode>();
        stream(schema.path("allOf"))
                .forEach(part -> members.putAll(members(document, resolved(document, part))));
        schema.path("properties")
                .properties()
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static Set<String> required(JsonNode document, JsonNode schema) {
        var required = new TreeSet<String>();
        stream(schema.path("allOf"))
                .forEach(part -> required.addAll(required(document, resolved(document, part))));
        required.addAll(words(schema.path("required")));
        return required;
    }

    private static Set<String> words(JsonNode node) {
        var words = new ArrayList<String>();
        if (node.isValueNode()) {
            words.add(node.asText());
        }
        node.forEach(word -> words.add(word.asText()));
        return new TreeSet<>(words);
    }

    /** The schema behind references; words that stand beside a reference go with it. */
    private static JsonNode resolved(JsonNode document, JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode target =
                resolved(document, document.at(node.get("$ref").textValue().substring(1)));
        if (node.size() == 1 || !target.isObject()) {
            return target;
        }
        ObjectNode merged = target.deepCopy();
        node.properties().stream()
                .filter(word -> !word.getKey().equals("$ref"))
                .forEach(word -> merged.set(word.getKey(), word.getValue()));
        return merged;
    }
}
