package kontor.paymentmetadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/** A JSON Patch of a payment's metadata: entries, set or (without value) removed. */
public record MetadataPatch(List<Entry> entries) {

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 512;

    record Entry(String key, Optional<String> value) {}

    public static final List<Rule> RULES =
            List.of(Rule.of("/metadata/[^/]{1,256}", Op.REPLACE, Op.REMOVE));

    public MetadataPatch {
        entries = List.copyOf(entries);
    }

    public static MetadataPatch parse(JsonPatch patch) {
        var entries = patch.operations().stream().map(MetadataPatch::entry).toList();
        patch.refuseFaults();
        return new MetadataPatch(entries);
    }

    private static Entry entry(Operation operation) {
        String key = operation.key();
        if (key.codePointCount(0, key.length()) > LONGEST_KEY) {
            operation.fields().fault(Fault.invalid("path", "keys must have 1 to 64 characters"));
        }
        return new Entry(
                key,
                operation.op() == Op.REMOVE
                        ? Optional.empty()
                        : operation.fields().text("value", 1, LONGEST_VALUE));
    }

    Set<String> keys() {
        return entries.stream().map(Entry::key).collect(Collectors.toSet());
    }

    /** Refuses {@code invalid_value} where it would be too much. */
    Outcome<Map<String, String>> applyTo(Map<String, String> metadata) {
        var next = new TreeMap<>(metadata);
        for (var entry : entries) {
            entry.value.ifPresentOrElse(
                    value -> next.put(entry.key, value), () -> next.remove(entry.key));
        }
        return next.size() <= JsonFields.METADATA_ENTRIES
                ? Outcome.done(next)
                : Outcome.refused(
                        Refusal.rule(
                                "invalid_value",
                                "metadata",
                                "has at most "
                                        + JsonFields.METADATA_ENTRIES
                                        + " entries, it would have "
                                        + next.size()
                                        + "; remove another key first"));
    }
}
