package kontor.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contents of {@code resources/openapi}: the frame of the document, and one file for each topic
 * with tags (and the words of paths that they belong to), query parameters, schemas, and additions
 * to operations. A {@code $ref} in these files is only the name of a schema.
 *
 * @param frame the document without paths, schemas and query parameters
 * @param tags by name
 * @param parameters query parameters by name, or by {@code Schema.name} where a resource has its
 *     own
 * @param operations additions by operation id
 * @param schemas by name
 * @param gaps what routes name and no file defines; the document is served without it
 */
record Parts(
        ObjectNode frame,
        ObjectNode tags,
        ObjectNode parameters,
        ObjectNode operations,
        ObjectNode schemas,
        Set<String> gaps) {

    /** The files, in the order of the document. */
    static final List<String> TOPICS =
            List.of(
                    "common",
                    "accounts",
                    "transactions",
                    "expectedtransactions",
                    "counterparties",
                    "payments",
                    "mandates",
                    "mandateimports",
                    "directdebits",
                    "retries",
                    "rtransactions",
                    "credittransfers",
                    "batches",
                    "approvals",
                    "banks",
                    "cases",
                    "changerequests",
                    "iam",
                    "metadata",
                    "audit",
                    "testbank",
                    "health",
                    "documentation");

    private static final String SCHEMAS = "#/components/schemas/";

    static Parts read() {
        var parts =
                new Parts(
                        (ObjectNode) file("document"),
                        Yaml.object(),
                        Yaml.object(),
                        Yaml.object(),
                        Yaml.object(),
                        new TreeSet<>());
        for (String topic : TOPICS) {
            JsonNode file = file(topic);
            parts.collect(file, "tags", parts.tags);
            parts.collect(file, "parameters", parts.parameters);
            parts.collect(file, "operations", parts.operations);
            parts.collect(file, "schemas", parts.schemas);
        }
        return parts;
    }

    private void collect(JsonNode file, String section, ObjectNode into) {
        for (Map.Entry<String, JsonNode> entry : file.path(section).properties()) {
            if (into.has(entry.getKey())) {
                throw new IllegalStateException(
                        section + " " + entry.getKey() + " is defined twice");
            }
            into.set(entry.getKey(), entry.getValue());
        }
    }

    private static JsonNode file(String name) {
        try (var in = Parts.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("there is no openapi/" + name + ".yaml");
            }
            JsonNode file = Yaml.read(in);
            completeReferences(file);
            return file;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void completeReferences(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.get("$ref") instanceof TextNode name
                && !name.textValue().startsWith("#")) {
            object.set("$ref", reference(name.textValue()).get("$ref"));
        }
        if (node.get("mapping") instanceof ObjectNode mapping) {
            mapping.properties()
                    .forEach(
                            one -> one.setValue(reference(one.getValue().textValue()).get("$ref")));
        }
        node.forEach(Parts::completeReferences);
    }

    static ObjectNode reference(String schema) {
        return Yaml.object().put("$ref", SCHEMAS + schema);
    }

    /** The tag for a word of a path, see {@link Naming#resource}. */
    String tagOf(String word) {
        var found =
                tags.properties().stream()
                        .filter(tag -> contains(tag.getValue().path("resources"), word))
                        .map(Map.Entry::getKey)
                        .toList();
        if (found.size() != 1) {
            gaps.add("the resource " + word + " has not one tag but " + found);
        }
        return found.isEmpty() ? word : found.getFirst();
    }

    private static boolean contains(JsonNode words, String word) {
        for (JsonNode one : words) {
            if (one.textValue().equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** The key of a query parameter: the resource's own one, or else the common one. */
    String parameterOf(String resource, String name) {
        return List.of(resource + "." + name, name).stream()
                .filter(parameters::has)
                .findFirst()
                .orElseGet(
                        () -> {
                            gaps.add("parameter " + resource + "." + name);
                            parameters.putObject(name).putObject("schema").put("type", "string");
                            return name;
                        });
    }

    /** The keys of the ends of a range that a filter takes besides one value. */
    List<String> endsOf(String name) {
        var ends =
                name.equals("date")
                        ? List.of("date_gte", "date_lte", "fromDate", "toDate")
                        : List.of(name + "_gte", name + "_lte");
        return ends.stream().filter(parameters::has).toList();
    }

    /** What is added to an operation beyond its route; for most nothing. */
    JsonNode additions(String operationId) {
        return operations.path(operationId);
    }

    /**
     * Defines the schema of a page, where it has no definition: {@code XList} has items {@code X}.
     */
    void define(String schema) {
        if (schemas.has(schema)) {
            return;
        }
        String item = itemOf(schema).orElse(schema);
        if (!schemas.has(item)) {
            gaps.add("schema " + item);
            schemas.putObject(item).put("description", "Anything.");
        }
        if (!item.equals(schema)) {
            definePage(schema, item);
        }
    }

    private void definePage(String schema, String item) {
        var page =
                schemas.putObject(schema)
                        .put("description", "A page of a list.")
                        .put("type", "object");
        page.putArray("required").add("items").add("nextToken").add("token").add("limit");
        page.put("additionalProperties", false);
        var properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", reference(item));
        properties
                .putObject("nextToken")
                .put("type", "string")
                .put(
                        "description",
                        "Send it as token to get the next page; empty on the last one.");
        properties
                .putObject("token")
                .put("type", "string")
                .put("description", "The token of this page.");
        properties.putObject("limit").put("type", "integer").put("minimum", 1).put("maximum", 500);
    }

    /** The schema of the items of a page: {@code X} for {@code XList}; empty for others. */
    static Optional<String> itemOf(String schema) {
        return schema.endsWith("List")
                ? Optional.of(schema.substring(0, schema.length() - "List".length()))
                : Optional.empty();
    }

    /** Whether resources of this schema have an ETag. */
    boolean isVersioned(String schema) {
        return schemas.path(schema).path("properties").has("etag");
    }
}
