package kontor.supplements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Joins what two messages say of one transaction, member by member. */
final class Members {

    /** A reason without a code is only what the kind of booking says in general. */
    private static final String REASON = "returnReason";

    private static final String CODE = "code";

    /** A code is one thing: parts of two codes do not make a third. */
    private static final Set<String> WHOLE = Set.of("bankTransactionCode", "account", "address");

    /** By these an entry is found; the statement's are those of the transaction. */
    private static final Set<String> OF_THE_ENTRY =
            Set.of("servicerReference", "entryReference", "messageId");

    private static final int SHORTEST_CUT = 12;

    private Members() {}

    /** Adds what is missing; what is there stays. */
    static void fill(ObjectNode known, ObjectNode more) {
        if (more.path(REASON).has(CODE) && !known.path(REASON).has(CODE)) {
            known.remove(REASON);
        }
        more.properties()
                .forEach(
                        one -> {
                            var there = known.get(one.getKey());
                            if (there == null) {
                                known.set(one.getKey(), one.getValue().deepCopy());
                            } else if (there instanceof ObjectNode both
                                    && one.getValue() instanceof ObjectNode its
                                    && !WHOLE.contains(one.getKey())) {
                                fill(both, its);
                            }
                        });
    }

    /** Replaces what stands at the entry by what its only transaction says more exactly. */
    static void overlay(ObjectNode known, ObjectNode exact) {
        exact.properties()
                .forEach(
                        one -> {
                            if (known.get(one.getKey()) instanceof ObjectNode both
                                    && one.getKey().equals("references")) {
                                var references = ((ObjectNode) one.getValue()).deepCopy();
                                references.remove(OF_THE_ENTRY.stream().filter(both::has).toList());
                                both.setAll(references);
                            } else {
                                known.set(one.getKey(), one.getValue().deepCopy());
                            }
                        });
    }

    /** Single words that both have and that differ, by the path of the member. */
    static Map<String, String> contradictions(ObjectNode known, ObjectNode told) {
        var found = new LinkedHashMap<String, String>();
        for (String name : new String[] {"reference", "references", "counterparty"}) {
            differing(name, known.path(name), told.path(name), found);
        }
        differing(REASON, known.at("/returnReason/code"), told.at("/returnReason/code"), found);
        return found;
    }

    private static void differing(
            String path, JsonNode known, JsonNode told, Map<String, String> found) {
        if (known.isObject() && told.isObject()) {
            told.properties().stream()
                    .filter(one -> !OF_THE_ENTRY.contains(one.getKey()))
                    .forEach(
                            one -> {
                                String name = path.isEmpty() ? "" : path + "." + one.getKey();
                                differing(name, known.path(one.getKey()), one.getValue(), found);
                            });
        } else if (known.isTextual() && told.isTextual() && !isSame(known, told)) {
            found.put(path, known.textValue() + " / " + told.textValue());
        }
    }

    /** Banks write one word in several ways, and cut long ones. */
    private static boolean isSame(JsonNode known, JsonNode told) {
        String one = bare(known.textValue());
        String other = bare(told.textValue());
        boolean isLong = Math.min(one.length(), other.length()) >= SHORTEST_CUT;
        return one.equals(other) || isLong && (one.startsWith(other) || other.startsWith(one));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
