package kontor.transactions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;

/** A JSON Patch of a transaction: entries of its metadata, set or (without value) removed. */
public record TransactionPatch(List<Entry> entries) {

    record Entry(String key, Optional<String> value) {}

    public static final List<Rule> RULES =
            List.of(Rule.of("/metadata/[A-Za-z0-9_.+-]{1,64}", Op.REPLACE, Op.REMOVE));

    public static TransactionPatch parse(JsonPatch patch) {
        var entries = patch.operations().stream().map(TransactionPatch::entry).toList();
        patch.refuseFaults();
        return new TransactionPatch(entries);
    }

    private static Entry entry(JsonPatch.Operation operation) {
        return new Entry(
                operation.key(),
                operation.op() == Op.REMOVE
                        ? Optional.empty()
                        : operation.fields().text("value", 1, 512));
    }

    public Set<String> keys() {
        return entries.stream().map(Entry::key).collect(Collectors.toSet());
    }

    public Outcome<Map<String, String>> applyTo(Map<String, String> metadata) {
        var next = new HashMap<>(metadata);
        entries.forEach(
                entry ->
                        entry.value.ifPresentOrElse(
                                value -> next.put(entry.key, value), () -> next.remove(entry.key)));
        if (next.size() > Transaction.METADATA_ENTRIES) {
            return Outcome.refused(
                    Refusal.rule(
                            "invalid_value",
                            "metadata",
                            "has at most "
                                    + Transaction.METADATA_ENTRIES
                                    + " entries, it would have "
                                    + next.size()
                                    + "; remove another key first"));
        }
        return Outcome.done(next);
    }
}
