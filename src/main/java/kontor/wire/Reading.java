package kontor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Tables;
import kontor.nearnames.NearName;

/**
 * One body that is being read: what is wrong with it, and which members somebody asked its objects
 * for. What nobody asked for may be what is missing, under another name.
 */
final class Reading {

    /** Other names that people write, such as those of v1 or of another resource. */
    private static final Map<String, Set<String>> OTHERS =
            Tables.rows("member_names").stream()
                    .flatMap(
                            row ->
                                    Stream.of(
                                            List.of(row.getField("one"), row.getField("other")),
                                            List.of(row.getField("other"), row.getField("one"))))
                    .collect(
                            Collectors.groupingBy(
                                    List::getFirst,
                                    Collectors.mapping(List::getLast, Collectors.toSet())));

    private static final String UNKNOWN = "unknown_member";
    private static final String REQUIRED = Fault.required("").code();

    private final List<Fault> faults;
    private final List<Asked> objects = new ArrayList<>();

    Reading(List<Fault> faults) {
        this.faults = faults;
    }

    /** An object of the body and the names that it was asked for. */
    record Asked(String path, JsonNode node, List<String> names) {

        private boolean has(Fault fault) {
            int dot = fault.field().lastIndexOf('.');
            return path.equals(dot < 0 ? "" : fault.field().substring(0, dot));
        }

        private String at(String member) {
            return path.isEmpty() ? member : path + "." + member;
        }

        /** Members with a value that are none of these. */
        private List<String> unknown(Collection<String> known) {
            return node.propertyStream()
                    .filter(member -> !member.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .filter(member -> !known.contains(member))
                    .toList();
        }

        /** The one of these that is not sent, and stands here under this other name. */
        private Optional<String> meant(String member, Set<String> known) {
            String plain = Json.plain(member);
            var others = OTHERS.getOrDefault(member, Set.of());
            return known.stream()
                    .filter(name -> Json.plain(name).equals(plain) || others.contains(name))
                    .filter(name -> !node.hasNonNull(name))
                    .findFirst();
        }
    }

    Asked object(String path, JsonNode node) {
        var asked = new Asked(path, node, new ArrayList<>());
        objects.add(asked);
        return asked;
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    /** Throws with all that is wrong, or does nothing. */
    void refuse() {
        var overlooked = objects.stream().flatMap(this::misnamed).distinct().toList();
        if (!faults.isEmpty() || !overlooked.isEmpty()) {
            var told = faults.stream().distinct().map(this::explained);
            throw new InvalidRequest(Stream.concat(told, overlooked.stream()).toList());
        }
    }

    /**
     * Members that nobody asked for, each the name of one that was asked for and not sent, spelled
     * otherwise or as another resource calls it: overlooked, what they say would be lost. What is
     * told already is not told twice.
     */
    private Stream<Fault> misnamed(Asked object) {
        if (object.unknown(object.names).isEmpty()) {
            return Stream.of();
        }
        var known = known(object.path);
        var told = faults.stream().map(Fault::field).collect(Collectors.toSet());
        return object.unknown(known).stream()
                .filter(member -> !told.contains(object.at(member)))
                .flatMap(
                        member ->
                                object
                                        .meant(member, known)
                                        .filter(other -> !told.contains(object.at(other)))
                                        .map(other -> misnamed(object.at(member), other))
                                        .stream());
    }

    private static Fault misnamed(String place, String known) {
        return new Fault(place, UNKNOWN, "is not known here; did you mean %s?".formatted(known));
    }

    /** What is asked for in one place, also in several readings of it. */
    private Set<String> known(String path) {
        return objects.stream()
                .filter(one -> one.path.equals(path))
                .flatMap(one -> one.names.stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is missing, with the member that may be meant to be it. */
    private Fault explained(Fault fault) {
        if (!fault.code().equals(REQUIRED)) {
            return fault;
        }
        var same = objects.stream().filter(one -> one.has(fault)).toList();
        var known = new HashSet<String>();
        var sent = new LinkedHashSet<String>();
        for (Asked one : same) {
            known.addAll(one.names);
            one.node.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member -> sent.add(member.getKey()));
        }
        sent.removeAll(known);
        String name = fault.field().substring(fault.field().lastIndexOf('.') + 1);
        return meant(name, sent, known)
                .map(
                        other ->
                                fault.saying(
                                        "%s; you sent %s, which is not known here: is it meant?"
                                                .formatted(fault.message(), other)))
                .orElse(fault);
    }

    /** Members that are none here, each with the one that may be meant. */
    static List<Fault> unknown(List<String> members, Set<String> known, String message) {
        return members.stream()
                .filter(member -> !known.contains(member))
                .map(member -> unknown(member, known, message))
                .toList();
    }

    private static Fault unknown(String member, Set<String> known, String message) {
        String hint =
                OTHERS.getOrDefault(member, Set.of()).stream()
                        .filter(known::contains)
                        .findFirst()
                        .map(other -> "; did you mean " + other + "?")
                        .orElseGet(() -> NearName.hint(member, known));
        return new Fault(member, UNKNOWN, message + hint);
    }

    private static Optional<String> meant(
            String name, Collection<String> sent, Collection<String> known) {
        var others = OTHERS.getOrDefault(name, Set.of());
        return sent.stream()
                .filter(
                        member ->
                                others.contains(member)
                                        || NearName.of(member, known)
                                                .filter(name::equals)
                                                .isPresent())
                .findFirst();
    }
}
