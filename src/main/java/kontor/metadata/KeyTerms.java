package kontor.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Fault;
import kontor.wire.JsonFields;

/**
 * What a metadata key requires; all of it may be changed by a PATCH.
 *
 * @param scopes the resources it applies to, each once
 * @param allowedValues exact values, each once; empty: any value
 */
public record KeyTerms(
        Optional<String> description, List<Scope> scopes, List<String> allowedValues) {

    static final String DESCRIPTION = "description";
    static final String RESOURCES = "resources";
    static final String ALLOWED_VALUES = "allowedValues";

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 512;

    /** A fault lists so many of the allowed values at most. */
    private static final int TOLD_VALUES = 20;

    /**
     * @param required whether metadata of the resource must have the key
     */
    public record Scope(MetadataResource resource, boolean required) {}

    public KeyTerms {
        scopes = List.copyOf(scopes);
        allowedValues = List.copyOf(allowedValues);
    }

    KeyTerms withDescription(Optional<String> next) {
        return new KeyTerms(next, scopes, allowedValues);
    }

    KeyTerms withScopes(List<Scope> next) {
        return new KeyTerms(description, next, allowedValues);
    }

    KeyTerms withAllowedValues(List<String> next) {
        return new KeyTerms(description, scopes, next);
    }

    boolean isRequiredOf(MetadataResource resource) {
        return scopes.contains(new Scope(resource, true));
    }

    /** The fault of the metadata of a resource by this key, if there is one. */
    Optional<Fault> fault(String key, MetadataResource resource, Map<String, String> metadata) {
        boolean required = isRequiredOf(resource);
        if (!required && !scopes.contains(new Scope(resource, false))) {
            return Optional.empty();
        }
        String value = metadata.getOrDefault(key, "");
        if (value.isEmpty() && required) {
            return Optional.of(
                    new Fault(
                            "metadata." + key,
                            "metadata_key_required",
                            "is required of "
                                    + resource.word()
                                    + (allowedValues.isEmpty() ? "" : "; " + choice())));
        }
        boolean wrong =
                metadata.containsKey(key)
                        && !allowedValues.isEmpty()
                        && !allowedValues.contains(value);
        return wrong
                ? Optional.of(new Fault("metadata." + key, "metadata_value_not_allowed", choice()))
                : Optional.empty();
    }

    private String choice() {
        int more = allowedValues.size() - TOLD_VALUES;
        return "must be one of "
                + String.join(
                        ", ", allowedValues.subList(0, Math.min(TOLD_VALUES, allowedValues.size())))
                + (more > 0
                        ? ", or one of " + more + " more: read the key at /iam/v2beta/metadata-keys"
                        : "");
    }

    static Optional<String> readDescription(JsonFields fields, String name) {
        return fields.text(name, 1, 255);
    }

    static List<Scope> readScopes(JsonFields fields, String name) {
        fields.require(name);
        var scopes = new ArrayList<Scope>();
        var seen = EnumSet.noneOf(MetadataResource.class);
        var entries = fields.objects(name, MetadataResource.values().length);
        for (JsonFields entry : entries) {
            entry.require("resource");
            var resource = entry.oneOf("resource", MetadataResource.class, MetadataResource::word);
            boolean required = entry.bool("required").orElse(false);
            resource.ifPresent(
                    known -> {
                        if (!seen.add(known)) {
                            entry.fault(Fault.invalid("resource", "must not be repeated"));
                        }
                        scopes.add(new Scope(known, required));
                    });
        }
        if (entries.isEmpty() && fields.has(name)) {
            fields.fault(
                    Fault.invalid(
                            name,
                            "must name 1 to " + MetadataResource.values().length + " resources"));
        }
        return scopes;
    }

    static List<String> readAllowedValues(JsonFields fields, String name) {
        var values = fields.texts(name, MOST_VALUES, LONGEST_VALUE);
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty() || !seen.add(values.get(i))) {
                fields.fault(Fault.invalid(name + "." + i, "must not be empty or repeated"));
            }
        }
        return values;
    }

    void writeTo(ObjectNode view) {
        description.ifPresent(text -> view.put(DESCRIPTION, text));
        var resources = view.putArray(RESOURCES);
        scopes.forEach(
                scope ->
                        resources
                                .addObject()
                                .put("resource", scope.resource.word())
                                .put("required", scope.required));
        if (!allowedValues.isEmpty()) {
            allowedValues.forEach(view.putArray(ALLOWED_VALUES)::add);
        }
    }
}
