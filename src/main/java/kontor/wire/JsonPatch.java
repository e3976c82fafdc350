package kontor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Patch (RFC 6902) limited to the operations and paths that a resource allows. It is applied
 * as a whole or not at all; {@code replace} sets an optional member also when it was absent.
 */
public record JsonPatch(List<Operation> operations) {

    private static final int MOST_OPERATIONS = 100;

    /** What one resource allows: a path, as a pattern, and the operations on it. */
    public record Rule(Pattern path, Set<Op> ops) {

        public static Rule of(String path, Op... ops) {
            return new Rule(Pattern.compile(path), Set.of(ops));
        }
    }

    public enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    /**
     * One allowed operation.
     *
     * @param fields its members, so that {@code fields.text("value", 1, 255)} reads the new value
     *     and faults carry the operation's index
     */
    public record Operation(Op op, String path, JsonFields fields, @Nullable JsonNode value) {

        /** The last segment of the path, unescaped: the key of {@code /metadata/{key}}. */
        public String key() {
            return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
        }
    }

    public static JsonPatch parse(byte[] body, List<Rule> rules) {
        JsonNode root = Json.read(body);
        if (!root.isArray()) {
            throw new InvalidRequest(
                    Fault.invalid("", "the body must be a JSON Patch: an array of operations"));
        }
        if (root.isEmpty() || root.size() > MOST_OPERATIONS) {
            throw new InvalidRequest(
                    Fault.invalid("", "send 1 to " + MOST_OPERATIONS + " operations"));
        }
        var wrapped = JsonFields.wrapping("operations", root);
        var operations = new ArrayList<Operation>();
        for (JsonFields fields : wrapped.objects("operations", MOST_OPERATIONS)) {
            operation(fields.withoutPrefix("operations."), rules).ifPresent(operations::add);
        }
        wrapped.refuseFaults();
        return new JsonPatch(operations);
    }

    private static Optional<Operation> operation(JsonFields fields, List<Rule> rules) {
        fields.refuseMembersBut(Set.of("op", "path", "value"));
        var op = fields.oneOf("op", Op.class);
        fields.require("op");
        String path = fields.requiredText("path", 1, 512);
        if (op.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        boolean allowed =
                rules.stream()
                        .anyMatch(
                                rule ->
                                        rule.ops.contains(op.get())
                                                && rule.path.matcher(path).matches());
        if (!allowed) {
            fields.fault(
                    new Fault(
                            "path",
                            "invalid_operation",
                            op.get().name().toLowerCase(java.util.Locale.ROOT)
                                    + " is not allowed here; allowed paths are "
                                    + rules.stream()
                                            .map(rule -> rule.path.pattern())
                                            .collect(Collectors.joining(", "))));
            return Optional.empty();
        }
        if (op.get() != Op.REMOVE) {
            fields.require("value");
        }
        return Optional.of(new Operation(op.get(), path, fields, fields.raw("value")));
    }

    /** Throws when reading the values found faults. */
    public void refuseFaults() {
        operations.getFirst().fields().refuseFaults();
    }
}
