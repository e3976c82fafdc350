package kontor.manual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads schemas of the document as fields, one below the other. */
record Shapes(JsonNode document) {

    private static final int DEEPEST = 3;

    /** The operations of JSON Patch, RFC 6902. */
    private static final Map<String, String> PATCHES =
            Map.of(
                    "add", "Puts the value there, or makes it the next of a list.",
                    "replace", "Puts the value there in place of another.",
                    "remove", "Takes away what is there.");

    /** Where in a body a schema stands: as people write it, and as inputs are named. */
    private record Place(String name, String key, int depth) {

        Place member(String member) {
            return new Place(
                    name.isEmpty() ? member : name + "." + member,
                    key.isEmpty() ? member : key + "." + member,
                    depth);
        }

        Place items() {
            return new Place(
                    name.isEmpty() ? "" : name + "[]", key.isEmpty() ? "0" : key + ".0", depth);
        }

        Place below() {
            return new Place(name, key, depth + 1);
        }
    }

    /** A node, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    List<Field> fields(JsonNode schema) {
        var fields = new ArrayList<Field>();
        collect(resolved(schema), new Place("", "", 0), fields);
        return fields;
    }

    /** A parameter, which has no members. */
    Field parameter(String name, JsonNode schema, boolean required) {
        return field(new Place(name, name, 0), schema, required ? Field.REQUIRED : "");
    }

    private void collect(JsonNode schema, Place at, List<Field> fields) {
        if (at.depth() > DEEPEST) {
            return;
        }
        if (schema.has("items")) {
            collect(resolved(schema.get("items")), at.items(), fields);
        }
        var needs = needs(schema);
        for (var member : schema.path("properties").properties()) {
            Place place = at.member(member.getKey());
            var field = field(place, member.getValue(), needs.getOrDefault(member.getKey(), ""));
            var within = new ArrayList<Field>();
            collect(resolved(member.getValue()), place.below(), within);
            fields.add(within.isEmpty() ? field : field.as(Field.Kind.GROUP));
            fields.addAll(within);
        }
        collectChoices(schema, at, fields);
    }

    /** Choices have much in common: each member is told once, with the words of all. */
    private void collectChoices(JsonNode schema, Place at, List<Field> fields) {
        var byName = new LinkedHashMap<String, Field>();
        fields.forEach(field -> byName.put(field.name(), field));
        int own = byName.size();
        var choices = choices(schema).toList();
        for (JsonNode choice : choices) {
            JsonNode meant = resolved(choice);
            String meaning = meaning(choice, meant);
            var more = new ArrayList<Field>();
            collect(meant, at, more);
            more.forEach(field -> byName.merge(field.name(), named(field, meaning), Shapes::both));
        }
        fields.clear();
        byName.values().stream().limit(own).forEach(fields::add);
        byName.values().stream()
                .skip(own)
                .map(
                        field ->
                                field.depth() > at.depth() || inEach(choices, field)
                                        ? field
                                        : field.with("", field.words()))
                .forEach(fields::add);
    }

    /** What a choice is; a change of a member without words of its own means the member. */
    private String meaning(JsonNode choice, JsonNode meant) {
        String told = meant.path("description").asText();
        String name = choice.path("$ref").asText().replaceAll(".*/", "");
        int patch = name.indexOf("JSONPatch");
        String path = meant.at("/properties/path/enum/0").asText();
        if (!told.isEmpty() || patch < 0 || path.isEmpty()) {
            return told;
        }
        String members = "/components/schemas/" + name.substring(0, patch) + "/properties";
        JsonNode member = document.at(members).path(path.split("/")[1]);
        return member.path("description").asText(resolved(member).path("description").asText());
    }

    private boolean inEach(List<JsonNode> choices, Field field) {
        String member = field.name().substring(field.name().lastIndexOf('.') + 1);
        return choices.stream()
                .allMatch(choice -> texts(resolved(choice).path("required")).contains(member));
    }

    /** A word that stands for a choice means what the choice is; what is done to it does not. */
    private static Field named(Field field, String meaning) {
        boolean stands = field.words().size() == 1 && field.words().getFirst().meaning().isEmpty();
        if (!stands) {
            return field;
        }
        String word = field.words().getFirst().word();
        String meant = field.name().equals("op") ? PATCHES.getOrDefault(word, "") : meaning;
        return field.with(field.need(), List.of(new Field.Word(word, meant)));
    }

    /** The same member of two choices: the words of both, and of the rest what they share. */
    private static Field both(Field one, Field other) {
        var words = new LinkedHashMap<String, Field.Word>();
        Stream.concat(one.words().stream(), other.words().stream())
                .forEach(word -> words.putIfAbsent(word.word(), word));
        var field = one.with(one.need(), List.copyOf(words.values()));
        return one.type().equals(other.type()) && one.pattern().equals(other.pattern())
                ? field
                : field.ofEither(other);
    }

    private static Stream<JsonNode> choices(JsonNode schema) {
        return Stream.of("oneOf", "anyOf")
                .flatMap(word -> StreamSupport.stream(schema.path(word).spliterator(), false))
                .filter(choice -> choice.has("$ref") || choice.has("properties"));
    }

    /** Which members must be sent, also where one of several is enough. */
    private static Map<String, String> needs(JsonNode schema) {
        var needs = new LinkedHashMap<String, String>();
        texts(schema.path("required")).forEach(name -> needs.put(name, Field.REQUIRED));
        for (JsonNode several : schema.path("x-requiredOneOf")) {
            var names = texts(several);
            for (String name : names) {
                var others = names.stream().filter(other -> !other.equals(name)).toList();
                String without = Field.REQUIRED + " without " + String.join(", ", others);
                needs.putIfAbsent(name, without);
            }
        }
        return needs;
    }

    private Field field(Place at, JsonNode node, String need) {
        JsonNode schema = resolved(node);
        JsonNode listed = schema.has("enum") ? schema : resolved(schema.path("items"));
        var words = new ArrayList<Field.Word>();
        for (JsonNode word : listed.path("enum")) {
            String meaning = listed.path("x-enumDescriptions").path(word.asText()).asText();
            words.add(new Field.Word(word.asText(), meaning));
        }
        return new Field(
                at.name(),
                at.key(),
                kind(schema),
                Types.of(this, schema),
                schema.path("pattern").asText(),
                need,
                schema.path("readOnly").asBoolean() ? "Kontor" : "",
                node.path("description").asText(schema.path("description").asText()),
                words,
                schema.at("/examples/0").asText(),
                at.depth());
    }

    private static Field.Kind kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "integer" -> Field.Kind.WHOLE_NUMBER;
            case "boolean" -> Field.Kind.YES_OR_NO;
            case "object", "array" -> Field.Kind.JSON;
            default -> Field.Kind.TEXT;
        };
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
