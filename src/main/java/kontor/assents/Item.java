package kontor.assents;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.wire.Json;

/**
 * What is approved by one step: a payment, or a batch as a whole.
 *
 * @param resource plural word of the API
 * @param version that is approved, and no other
 * @param step id of the step
 * @param facts what a person must see of it, by name: amounts as decimals, accounts with all their
 *     numbers, holders by their legal name
 */
public record Item(String resource, UUID id, int version, String step, Map<String, String> facts) {

    public Item {
        facts = Map.copyOf(facts);
    }

    /** Details of the event of an approval: its step, and the challenge that proves it. */
    public static Map<String, String> details(String step, Optional<UUID> proof) {
        return proof.map(id -> Map.of("approvalStepId", step, "approvalProofId", id.toString()))
                .orElseGet(() -> Map.of("approvalStepId", step));
    }

    /**
     * Its line in a statement: JSON with its members in one order, so that equal ones are alike.
     */
    String line() {
        var line =
                Json.object()
                        .put("resource", resource)
                        .put("id", id.toString())
                        .put("version", version)
                        .put("step", step);
        new TreeMap<>(facts).forEach(line::put);
        return Json.write(line);
    }
}
