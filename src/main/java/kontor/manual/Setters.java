package kontor.manual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows who says what a member of an answer is: the client, the bank or Kontor. */
record Setters(Shapes shapes) {

    /** What banks tell; of it Kontor says the rest. */
    private static final Set<String> OF_BANKS =
            Set.of("Transaction", "PendingTransaction", "Balance");

    private static final Set<String> OF_KONTOR =
            Set.of(
                    "id",
                    "organizationId",
                    "accountId",
                    "version",
                    "etag",
                    "created",
                    "updated",
                    "timestamp",
                    "returned",
                    "description",
                    "reconciliationStatus",
                    "attachedTransactables");

    private static final String LIST = "List";
    private static final String ITEMS = "items[].";

    /** The fields of an answer, each with who sets it. */
    List<Field> told(JsonNode schema, List<Field> fields) {
        String name = nameOf(schema);
        boolean list = name.endsWith(LIST);
        String resource = list ? name.substring(0, name.length() - LIST.length()) : name;
        var yours = yours(resource);
        return fields.stream()
                .map(field -> field.by(who(resource, yours, top(field.name(), list))))
                .toList();
    }

    private static String nameOf(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** The member of the resource that a field is or lies in; empty where it is of the page. */
    private static String top(String name, boolean list) {
        String within = list ? name.startsWith(ITEMS) ? name.substring(ITEMS.length()) : "" : name;
        return within.split("[.\\[]", 2)[0];
    }

    private static String who(String resource, Set<String> yours, String member) {
        if (yours.contains(member)) {
            return "you";
        }
        boolean ofBank = OF_BANKS.contains(resource) && !OF_KONTOR.contains(member);
        return ofBank && !member.isEmpty() ? "the bank" : "Kontor";
    }

    /** What requests may say of a resource, when they make it or change it. */
    private Set<String> yours(String resource) {
        var yours = new HashSet<String>();
        JsonNode schemas = shapes.document().at("/components/schemas");
        JsonNode create = schemas.path("Create" + resource + "Request");
        shapes.fields(create).forEach(field -> yours.add(top(field.name(), false)));
        for (Field field : shapes.fields(schemas.path(resource + "JSONPatchRequest"))) {
            if (field.name().equals("path")) {
                field.words().forEach(path -> yours.add(path.word().split("/")[1]));
            }
        }
        if (schemas.path(resource + "JSONPatchRequest").toString().contains("Metadata")) {
            yours.add("metadata");
        }
        return yours;
    }
}
