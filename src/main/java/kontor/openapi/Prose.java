package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What readers are told beside the shapes: {@code resources/openapi/prose}. It is laid over the
 * finished document, so that it can be read and mended as one text, and so that shapes stay short.
 *
 * @param operations descriptions by operation id
 * @param fields descriptions by {@code Schema} or {@code Schema.member}; {@code *.member} where no
 *     schema says more of a member of that name
 * @param words the meaning of each word of a closed list, by {@code Schema} or {@code
 *     Schema.member}
 * @param codes the codes of {@code docs/errors.csv} that an operation refuses with beside those of
 *     its statuses, by operation id
 * @param gaps what is described and is not there
 */
record Prose(
        JsonNode operations, JsonNode fields, JsonNode words, JsonNode codes, Set<String> gaps) {

    /** The meaning of each word beside {@code enum}, which JSON Schema has no place for. */
    static final String MEANINGS = "x-enumDescriptions";

    /** The codes with which an operation refuses. */
    static final String CODES = "x-errorCodes";

    /** Of what a patch can go wrong, whatever it changes. */
    private static final List<String> OF_PATCHES = List.of("invalid_operation", "path_not_found");

    /** Of an operation for which a second person is asked. */
    private static final String OF_FOUR_EYES = "too_many_change_requests";

    /** By which the id of an operation at another address differs. */
    private static final Pattern OF_BATCH = Pattern.compile("^(approve|reject)(\\w+)Batch");

    private static final Pattern OTHER_ADDRESS = Pattern.compile("(V1|V1beta|V2beta)$");

    /**
     * @param gaps gets what is described and is not there
     */
    static Prose read(Set<String> gaps) {
        return new Prose(file("operations"), file("fields"), file("words"), file("codes"), gaps);
    }

    static JsonNode file(String name) {
        try (var in = Prose.class.getResourceAsStream("/openapi/prose/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("there is no openapi/prose/" + name + ".yaml");
            }
            return Yaml.read(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void layOver(ObjectNode document) {
        describeOperations(document.get("paths"));
        var schemas = document.at("/components/schemas");
        fields.properties().stream()
                .filter(entry -> !entry.getKey().startsWith("*."))
                .forEach(entry -> describe(schemas, entry));
        words.properties().forEach(entry -> explain(schemas, entry));
        for (JsonNode schema : schemas) {
            describeMembers(schema, schemas);
        }
    }

    private void describeOperations(JsonNode paths) {
        var known = new HashSet<String>();
        for (JsonNode path : paths) {
            for (JsonNode node : path) {
                var operation = (ObjectNode) node;
                String id = operation.get("operationId").textValue();
                known.add(id);
                if (operations.has(id)) {
                    set(operation, id, operations.get(id));
                }
                var all = codes(id, operation);
                if (!all.isEmpty()) {
                    operation.set(CODES, all);
                }
            }
        }
        for (JsonNode described : new JsonNode[] {operations, codes}) {
            described
                    .fieldNames()
                    .forEachRemaining(
                            id -> {
                                if (!known.contains(id)) {
                                    gaps.add("no operation for the prose of " + id);
                                }
                            });
        }
    }

    /** Those told of it, and those that come with what it takes and answers. */
    private ArrayNode codes(String id, JsonNode operation) {
        var all = new LinkedHashSet<String>();
        Stream.of(id, sameAs(id))
                .flatMap(one -> toldOf(one).stream())
                .forEach(told -> told.forEach(code -> all.add(code.textValue())));
        if (operation.at("/requestBody/content").has("application/json-patch+json")) {
            all.addAll(OF_PATCHES);
        }
        JsonNode asks = operation.at("/responses/202/content/application~1json/schema/$ref");
        if (asks.asText().endsWith("/ChangeRequestAnswer")) {
            all.add(OF_FOUR_EYES);
        }
        var node = Yaml.object().arrayNode();
        all.forEach(node::add);
        return node;
    }

    /**
     * A preview is refused as the payment would be, and a decision on a batch as on its payments.
     */
    private static String sameAs(String id) {
        return OF_BATCH.matcher(id.replaceFirst("^preview", "create")).replaceFirst("$1$2");
    }

    /**
     * Where it has none of its own, those of the same operation at the address without the word.
     */
    private Optional<JsonNode> toldOf(String id) {
        return Optional.ofNullable(codes.get(id))
                .or(() -> Optional.ofNullable(codes.get(OTHER_ADDRESS.matcher(id).replaceAll(""))));
    }

    private void describe(JsonNode schemas, Map.Entry<String, JsonNode> entry) {
        JsonNode place = placeOf(schemas, entry.getKey());
        if (place instanceof ObjectNode found) {
            set(found, entry.getKey(), entry.getValue());
        } else {
            gaps.add("no field for the prose of " + entry.getKey());
        }
    }

    private void set(ObjectNode place, String name, JsonNode text) {
        if (place.has("description")) {
            gaps.add("described twice: " + name);
        }
        place.set("description", text);
    }

    /** Each word gets its meaning; a list whose words are not all explained is a gap. */
    private void explain(JsonNode schemas, Map.Entry<String, JsonNode> entry) {
        JsonNode place = placeOf(schemas, entry.getKey());
        var told = new HashSet<String>();
        place.path("enum").forEach(word -> told.add(word.asText()));
        var meant = new HashSet<String>();
        entry.getValue().fieldNames().forEachRemaining(meant::add);
        if (!told.equals(meant)) {
            gaps.add("the words of " + entry.getKey() + " are " + told + ", explained " + meant);
        } else {
            ((ObjectNode) place).set(MEANINGS, entry.getValue());
        }
    }

    /** A schema, or a member within it by its path; {@code []} steps into the items of a list. */
    private static JsonNode placeOf(JsonNode schemas, String name) {
        String[] steps = name.split("\\.");
        JsonNode place = schemas.path(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            String member = steps[i].replace("[]", "");
            place = place.path("properties").path(member);
            if (steps[i].endsWith("[]")) {
                place = place.path("items");
            }
        }
        return place;
    }

    private void describeMembers(JsonNode schema, JsonNode schemas) {
        schema.path("properties")
                .properties()
                .forEach(
                        member -> {
                            String common = "*." + member.getKey();
                            if (fields.has(common) && !isDescribed(member.getValue(), schemas)) {
                                ((ObjectNode) member.getValue())
                                        .set("description", fields.get(common));
                            }
                        });
    }

    static boolean isDescribed(JsonNode schema, JsonNode schemas) {
        return description(schema, schemas).isPresent();
    }

    /** Its own, or that of the schema that it refers to. */
    static Optional<String> description(JsonNode schema, JsonNode schemas) {
        if (schema.has("description")) {
            return Optional.of(schema.get("description").asText());
        }
        String reference = schema.path("$ref").asText();
        return reference.isEmpty()
                ? Optional.empty()
                : description(
                        schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), schemas);
    }
}
