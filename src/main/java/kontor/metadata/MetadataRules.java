package kontor.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.changes.Request;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;

/**
 * Checks metadata against the keys of the organization: one fault for each key, all at once. This
 * is the organization's own part of the shape of a request, so it is checked before every other
 * rule of a resource. The keys are read once for each transaction, and not at all where there are
 * none.
 */
public final class MetadataRules {

    private final MetadataKeyTable table = new MetadataKeyTable();

    /**
     * The metadata of something that a request would create.
     *
     * @param place where in the request it stands, e.g. {@code accounts.0}; empty for the body
     *     itself
     */
    public record Metadata(
            UUID request, MetadataResource resource, String place, Map<String, String> metadata) {}

    private record InForce(List<MetadataKey> keys) {}

    private List<MetadataKey> inForce(Tx tx) {
        return tx.hasMetadataKeys()
                ? tx.attachment(InForce.class, () -> new InForce(table.live(tx))).keys
                : List.of();
    }

    /** The refusals of those requests whose metadata the keys forbid. */
    public Map<UUID, Refusal> refusals(Tx tx, Stream<Metadata> all) {
        var keys = inForce(tx);
        if (keys.isEmpty()) {
            return Map.of();
        }
        var faults = new LinkedHashMap<UUID, List<Fault>>();
        all.forEach(
                one ->
                        keys.forEach(
                                key ->
                                        key.terms()
                                                .fault(key.key(), one.resource, one.metadata)
                                                .map(
                                                        fault ->
                                                                one.place.isEmpty()
                                                                        ? fault
                                                                        : fault.under(one.place))
                                                .ifPresent(
                                                        fault ->
                                                                faults.computeIfAbsent(
                                                                                one.request,
                                                                                _ ->
                                                                                        new ArrayList<>())
                                                                        .add(fault))));
        var refusals = new LinkedHashMap<UUID, Refusal>();
        faults.forEach((request, ofRequest) -> refusals.put(request, Refusal.rules(ofRequest)));
        return refusals;
    }

    /**
     * Refuses those of a judged list whose metadata the keys forbid, whatever the other checks
     * said. What a bank's file asks for is not judged: it has no place for metadata.
     */
    public <T, V> void refuse(
            Tx tx,
            MetadataResource resource,
            List<Request<T>> requests,
            Function<T, Map<String, String>> metadata,
            Map<UUID, Outcome<V>> outcomes) {
        refusals(
                        tx,
                        requests.stream()
                                .filter(one -> !one.caller().isBank())
                                .map(
                                        one ->
                                                new Metadata(
                                                        one.id(),
                                                        resource,
                                                        "",
                                                        metadata.apply(one.input()))))
                .forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
    }

    /**
     * Judges a patch by the keys that it changes only: a key that was missing before may still be
     * missing.
     */
    public <V> Outcome<V> judged(
            Tx tx,
            MetadataResource resource,
            Set<String> touched,
            Map<String, String> after,
            V patched) {
        var faults =
                touched.isEmpty()
                        ? List.<Fault>of()
                        : inForce(tx).stream()
                                .filter(key -> touched.contains(key.key()))
                                .flatMap(
                                        key ->
                                                key
                                                        .terms()
                                                        .fault(key.key(), resource, after)
                                                        .stream())
                                .toList();
        return faults.isEmpty() ? Outcome.done(patched) : Outcome.refused(Refusal.rules(faults));
    }
}
