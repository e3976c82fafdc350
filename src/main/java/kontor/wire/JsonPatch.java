package kontor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Patch (RFC 6902) limited to the operations and paths that a resource allows. It is applied
 * as a whole or not at all; {@code replace} and {@code add} both set a member of an object, whether
 * it was there or not.
 */
public record JsonPatch(List<Operation> operations) {

    private static final int MOST_OPERATIONS = 100;
    private static final Set<String> MEMBERS = Set.of("op", "path", "value");
    private static final Set<String> MEMBERS_OF_TWO = Set.of("op", "path", "value", "from");

    /** A place in an array, where to add is to put between the others. */
    private static final Pattern IN_ARRAY = Pattern.compile("/(-|[0-9]{1,9})$");

    /** What one resource allows: a path, as a pattern, and the operations on it. */
    public record Rule(Pattern path, Set<Op> ops) {

        public static Rule of(String path, Op... ops) {
            return new Rule(Pattern.compile(path), Set.of(ops));
        }

        /** A path that it may stand for, as far as arrays are concerned. */
        private String place() {
            return path.pattern().replaceAll("\\[0-9\\](\\{[^}]*\\})?$", "0");
        }

        /** The path as people write it: a key and a number stand for themselves. */
        String inWords() {
            return path.pattern()
                    .replaceAll("\\[0-9\\](\\{[^}]*\\})?$", "{n}")
                    .replaceAll("\\[.*\\](\\{[^}]*\\})$", "{key}");
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
        return parse(Json.read(body), rules);
    }

    /** The same of a body that was read already. */
    public static JsonPatch parse(JsonNode root, List<Rule> rules) {
        if (!root.isArray()) {
            throw new InvalidRequest(
                    Fault.invalid("", "the body must be a JSON Patch: an array of operations"));
        }
        if (root.isEmpty() || root.size() > MOST_OPERATIONS) {
            throw new InvalidRequest(
                    Fault.invalid("", "send 1 to " + MOST_OPERATIONS + " operations"));
        }
        var faults = new ArrayList<Fault>();
        var operations = new ArrayList<Operation>();
        for (JsonFields fields : JsonFields.elements(root, faults)) {
            operation(fields, rules).ifPresent(operations::add);
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return new JsonPatch(operations);
    }

    private static Optional<Operation> operation(JsonFields fields, List<Rule> rules) {
        // Those of RFC 6902 that have a second place are refused below, by their name.
        boolean isOfTwo = told(fields).matches("move|copy");
        fields.refuseMembersBut(
                isOfTwo ? MEMBERS_OF_TWO : MEMBERS, "is not a member of a JSON Patch operation");
        String path = fields.requiredText("path", 1, 512);
        fields.require("op");
        var op = op(fields, path, rules);
        if (op.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        var allowed = allowed(path, rules);
        var meant = meant(op.get(), path, allowed);
        if (meant.isEmpty()) {
            fields.fault(new Fault("path", "invalid_operation", refusal(op.get(), path, rules)));
            return Optional.empty();
        }
        if (meant.get() != Op.REMOVE) {
            fields.require("value");
        }
        return Optional.of(new Operation(meant.get(), path, fields, fields.raw("value")));
    }

    private static String told(JsonFields fields) {
        JsonNode op = fields.raw("op");
        return op == null ? "" : op.asText().toLowerCase(Locale.ROOT);
    }

    private static Optional<Op> op(JsonFields fields, String path, List<Rule> rules) {
        String told = told(fields);
        var op = Arrays.stream(Op.values()).filter(one -> word(one).equals(told)).findFirst();
        if (op.isEmpty() && fields.has("op")) {
            var allowed = allowed(path, rules);
            String here = allowed.isEmpty() ? "" : "; here it is " + words(allowed, path);
            String instead =
                    told.equals("test")
                            ? "; to change only what you have read, send its etag in If-Match"
                            : "";
            fields.invalid("op", "must be add, replace or remove" + here + instead);
        }
        return op;
    }

    private static String word(Op op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Op> allowed(String path, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.path.matcher(path).matches())
                .flatMap(rule -> rule.ops.stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Op.class)));
    }

    /** The operation to do: to add a member of an object and to replace it both set it. */
    private static Optional<Op> meant(Op op, String path, Set<Op> allowed) {
        if (allowed.contains(op)) {
            return Optional.of(op);
        }
        boolean sets = op != Op.REMOVE && !IN_ARRAY.matcher(path).find();
        return sets
                ? allowed.stream().filter(other -> other != Op.REMOVE).findFirst()
                : Optional.empty();
    }

    private static String refusal(Op op, String path, List<Rule> rules) {
        var allowed = allowed(path, rules);
        return allowed.isEmpty()
                ? "names nothing that can be changed here; that can be "
                        + rules.stream()
                                .map(rule -> words(rule.ops, rule.place()) + " " + rule.inWords())
                                .collect(Collectors.joining(", "))
                : "does not allow " + word(op) + "; it allows " + words(allowed, path);
    }

    /** What is allowed at a path: where the member of an object is set, by either word. */
    private static String words(Set<Op> ops, String path) {
        boolean isMember = !IN_ARRAY.matcher(path).find();
        return Arrays.stream(Op.values())
                .filter(op -> isMember ? meant(op, path, ops).isPresent() : ops.contains(op))
                .map(JsonPatch::word)
                .collect(Collectors.joining(" or "));
    }

    /** Throws when reading the values found faults. */
    public void refuseFaults() {
        operations.getFirst().fields().refuseFaults();
    }
}
