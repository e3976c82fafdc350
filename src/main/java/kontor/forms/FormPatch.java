package kontor.forms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.Json;
import kontor.wire.JsonPatch;

/**
 * What a form changes, as the JSON Patch that a program would send: only what differs from what is
 * there. Faults, which name the operation, are led back to the fields of the form.
 */
public final class FormPatch {

    private static final Pattern PLACE = Pattern.compile("([0-9]+)(?:\\.value)?(?:\\.(.*))?");

    private final ArrayNode operations = Json.array();
    private final List<String> fields = new ArrayList<>();

    /** What a program would send to replace these members. */
    public static ArrayNode replacing(ObjectNode members) {
        var patch = new FormPatch();
        members.properties()
                .forEach(one -> patch.replace(one.getKey(), one.getValue(), one.getKey()));
        return patch.operations;
    }

    /** The patch as a program would send it. */
    public ArrayNode json() {
        return operations;
    }

    /** A text that is always there; an emptied one is refused by the door. */
    public FormPatch text(String field, String before, String typed) {
        return typed.equals(before) ? this : put("replace", field, TextNode.valueOf(typed), field);
    }

    /** A text that may be taken away by emptying its field. */
    public FormPatch optional(String field, String before, String typed) {
        if (typed.equals(before)) {
            return this;
        }
        return typed.isEmpty() ? remove(field) : text(field, before, typed);
    }

    /**
     * @param path of the member, without the first slash
     * @param field under which its faults are shown
     */
    public FormPatch replace(String path, JsonNode value, String field) {
        return put("replace", path, value, field);
    }

    public FormPatch add(String path, JsonNode value, String field) {
        return put("add", path, value, field);
    }

    public FormPatch remove(String field) {
        operations.addObject().put("op", "remove").put("path", "/" + field);
        fields.add(field);
        return this;
    }

    private FormPatch put(String operation, String path, JsonNode value, String field) {
        operations.addObject().put("op", operation).put("path", "/" + path).set("value", value);
        fields.add(field);
        return this;
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    public JsonPatch parse(List<JsonPatch.Rule> rules) {
        return JsonPatch.parse(Json.write(operations).getBytes(StandardCharsets.UTF_8), rules);
    }

    /** What is wrong with it when it is read so, at the fields of the form, before it is sent. */
    public List<Fault> wrong(Consumer<FormPatch> reading) {
        try {
            reading.accept(this);
            return List.of();
        } catch (InvalidRequest wrong) {
            return atFields(wrong.faults());
        }
    }

    /** The same faults, at the fields of the form. */
    public List<Fault> atFields(List<Fault> faults) {
        return faults.stream().map(this::atField).toList();
    }

    /** A form that is shown again, with its faults at the fields. */
    public Typed atFields(Typed typed) {
        return Typed.refused(typed.fields(), atFields(typed.faults()));
    }

    private Fault atField(Fault fault) {
        var place = PLACE.matcher(fault.field());
        if (!place.matches() || Integer.parseInt(place.group(1)) >= fields.size()) {
            return fault;
        }
        String field = fields.get(Integer.parseInt(place.group(1)));
        String inside = place.group(2);
        String whole = inside == null || inside.isEmpty() ? field : field + "." + inside;
        return fault.at(whole);
    }
}
