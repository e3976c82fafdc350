package kontor.manual;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Maps;

/** All operations, by resource, in the order of the document; the document itself is not kept. */
public final class Book {

    private final Map<String, ErrorCode> codes = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, List<Operation>> groups = new LinkedHashMap<>();

    /**
     * @param document OpenAPI 3.1
     */
    public Book(JsonNode document) {
        ErrorCode.all().forEach(code -> codes.putIfAbsent(code.code(), code));
        document.get("tags")
                .forEach(tag -> groups.put(tag.get("name").asText(), new ArrayList<>()));
        var reading = new Reading(document, codes);
        for (var path : document.get("paths").properties()) {
            for (var entry : path.getValue().properties()) {
                var operation = reading.operation(path.getKey(), entry);
                operations.put(operation.id(), operation);
                Maps.required(groups, operation.group()).add(operation);
            }
        }
    }

    /** The operations of each resource. */
    public Map<String, List<Operation>> groups() {
        return Collections.unmodifiableMap(groups);
    }

    public Optional<Operation> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    public List<ErrorCode> codes() {
        return List.copyOf(codes.values());
    }
}
