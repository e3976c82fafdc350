package kontor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field. Every fault of shape is collected under its
 * dotted path; {@code null} counts as absent. Unknown members are ignored, unless one is another
 * name of what was asked for and not sent (decision 0089).
 */
public final class JsonFields {

    private static final Pattern EXTERNAL_ID = Pattern.compile("[a-zA-Z0-9._\\-+=]{1,64}");
    private static final Pattern RESOURCE_ID =
            Pattern.compile("[a-zA-Z0-9\\-]{1,256}|external:[a-zA-Z0-9._\\-+=]{1,64}");
    public static final int METADATA_ENTRIES = 20;

    private final JsonNode node;
    private final String path;
    private final Reading reading;
    private final Reading.Asked asked;

    private JsonFields(JsonNode node, String path, Reading reading) {
        this.node = node;
        this.path = path;
        this.reading = reading;
        this.asked = reading.object(path, node);
    }

    /** The body of a request, which must be one JSON object. */
    public static JsonFields of(byte[] body) {
        return of(Json.read(body));
    }

    /** What was read already, such as a body or one record of a file; paths begin in it. */
    public static JsonFields of(JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidRequest(Fault.invalid("", "the body must be a JSON object"));
        }
        return new JsonFields(node, "", new Reading(new ArrayList<>())).spelledOneWay();
    }

    /** Two members that differ only in how their name is spelled: one would be overlooked. */
    private JsonFields spelledOneWay() {
        Json.contradictions(node).forEach(this::fault);
        return this;
    }

    /** The objects of an array that is the whole body; they share one list of faults. */
    static List<JsonFields> elements(JsonNode array, List<Fault> faults) {
        return new JsonFields(array, "", new Reading(faults)).elements(array, "");
    }

    /** Names of all members, also of those without a value. */
    List<String> names() {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** Where an overlooked member would give more than was meant: an unknown one is a fault. */
    public void knowsOnly(String... known) {
        refuseMembersBut(Set.of(known), "is not known here; known are " + String.join(", ", known));
    }

    void refuseMembersBut(Set<String> known, String message) {
        Reading.unknown(names(), known, message).forEach(this::fault);
    }

    @Nullable JsonNode raw(String name) {
        return node.get(name);
    }

    /** Ends the reading of shape: throws with every fault found so far, or does nothing. */
    public void refuseFaults() {
        reading.refuse();
    }

    public void fault(Fault fault) {
        reading.add(path.isEmpty() ? fault : fault.under(path));
    }

    void invalid(String name, String message) {
        fault(Fault.invalid(name, message));
    }

    public boolean has(String name) {
        asked.names().add(name);
        return node.hasNonNull(name);
    }

    private Optional<JsonNode> value(String name) {
        return has(name) ? Optional.of(node.get(name)) : Optional.empty();
    }

    public Optional<String> text(String name, int shortest, int longest) {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isTextual()) {
            invalid(name, "must be a string");
            return Optional.empty();
        }
        String text = value.get().textValue();
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            invalid(
                    name,
                    "must have " + shortest + " to " + longest + " characters, it has " + length);
            return Optional.empty();
        }
        if (!Utf8.storable(text)) {
            invalid(name, "must not contain NUL or half a surrogate pair");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /**
     * Absent is a fault; the empty string returned then never leaves the door, since faults refuse.
     */
    public String requiredText(String name, int shortest, int longest) {
        require(name);
        return text(name, shortest, longest).orElse("");
    }

    public void require(String name) {
        if (!has(name)) {
            fault(Fault.required(name));
        }
    }

    public Optional<String> matching(String name, Pattern pattern, String message) {
        var text = text(name, 0, 4_096);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            invalid(name, message);
            return Optional.empty();
        }
        return text;
    }

    public Optional<Boolean> bool(String name) {
        var value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            invalid(name, "must be true or false");
            return Optional.empty();
        }
        return value.map(JsonNode::booleanValue);
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> choices) {
        return oneOf(name, choices, Enum::name);
    }

    /** In any case; {@code word} is a choice as the API writes it. */
    public <E extends Enum<E>> Optional<E> oneOf(
            String name, Class<E> choices, Function<E, String> word) {
        var text = text(name, 0, 255);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var all = Arrays.asList(choices.getEnumConstants());
        String said = text.get();
        var found = all.stream().filter(e -> word.apply(e).equalsIgnoreCase(said)).findFirst();
        if (found.isEmpty()) {
            var words = all.stream().map(word).collect(Collectors.joining(", "));
            invalid(name, "must be one of " + words);
        }
        return found;
    }

    /** A bank date: RFC 3339 full-date, no time and no zone. */
    public Optional<LocalDate> date(String name) {
        var text = text(name, 0, 255);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return DateRange.parse(text.get())
                .or(
                        () -> {
                            invalid(name, DateRange.problem(text.get()));
                            return Optional.empty();
                        });
    }

    public Optional<String> externalId(String name) {
        return matching(name, EXTERNAL_ID, "must be 1 to 64 characters of a-z A-Z 0-9 . _ - + =");
    }

    /** An id of a resource, or {@code external:} and its external id. */
    public Optional<ResourceRef> reference(String name) {
        var text = text(name, 0, 4_096);
        var own = text.flatMap(Ids::parse);
        if (own.isPresent()) {
            return Optional.of(new ResourceRef.ById(own.get()));
        }
        if (text.isPresent() && !RESOURCE_ID.matcher(text.get()).matches()) {
            invalid(name, "must be an id, or external: and an external id");
            return Optional.empty();
        }
        return text.map(ResourceRef::parse);
    }

    public Optional<JsonFields> object(String name) {
        var value = value(name);
        if (value.isPresent() && !value.get().isObject()) {
            invalid(name, "must be an object");
            return Optional.empty();
        }
        return value.map(object -> new JsonFields(object, under(name), reading).spelledOneWay());
    }

    public List<JsonFields> objects(String name, int most) {
        var value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            invalid(name, "must be an array");
            return List.of();
        }
        if (value.get().size() > most) {
            invalid(name, "must have at most " + most + " entries, it has " + value.get().size());
            return List.of();
        }
        return elements(value.get(), name + ".");
    }

    private List<JsonFields> elements(JsonNode array, String prefix) {
        var objects = new ArrayList<JsonFields>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (element.isObject()) {
                objects.add(new JsonFields(element, under(prefix + i), reading).spelledOneWay());
            } else {
                invalid(prefix + i, "must be an object");
            }
        }
        return objects;
    }

    public List<String> texts(String name, int most, int longest) {
        return texts(name, 0, most, longest);
    }

    /**
     * @param fewest how many there must be where the list is told at all
     */
    public List<String> texts(String name, int fewest, int most, int longest) {
        var value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        int size = value.get().size();
        if (!value.get().isArray() || size < fewest || size > most) {
            invalid(
                    name,
                    "must be an array of "
                            + (fewest == 0 ? "at most " : fewest + " to ")
                            + most
                            + " strings");
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (JsonNode element : value.get()) {
            if (element.isTextual()
                    && element.textValue().length() <= longest
                    && Utf8.storable(element.textValue())) {
                texts.add(element.textValue());
            } else {
                invalid(
                        name + "." + texts.size(),
                        "must be a string of at most " + longest + " characters");
                return List.of();
            }
        }
        return texts;
    }

    /** At most 20 entries, keys up to 64 and values up to 512 characters; null is no metadata. */
    public Map<String, String> metadata(String name) {
        var value = value(name);
        if (value.isEmpty() || !value.get().isObject()) {
            value.ifPresent(_ -> invalid(name, "must be an object"));
            return Map.of();
        }
        // Keys are the client's own words: two may look alike.
        var entries = new JsonFields(value.get(), under(name), reading);
        if (entries.node.size() > METADATA_ENTRIES) {
            invalid(
                    name,
                    "must have at most "
                            + METADATA_ENTRIES
                            + " entries, it has "
                            + entries.node.size());
        }
        var metadata = new LinkedHashMap<String, String>();
        entries.node
                .fieldNames()
                .forEachRemaining(
                        key -> {
                            if (key.isEmpty()
                                    || key.codePointCount(0, key.length()) > 64
                                    || !Utf8.storable(key)) {
                                invalid(name, "keys must have 1 to 64 characters");
                            } else if (!entries.has(key)) {
                                entries.invalid(key, "must be a string");
                            } else {
                                entries.text(key, 0, 512)
                                        .ifPresent(text -> metadata.put(key, text));
                            }
                        });
        return metadata;
    }

    /**
     * The AmountInput of the API: currency with {@code value} (minor units) or {@code stringValue}
     * (exact decimals), or both when they agree. Zero and negative amounts are faults.
     */
    public Optional<Money> amount(String name) {
        require(name);
        return object(name).flatMap(AmountField::read);
    }

    public Optional<Long> integer(String name) {
        var value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isIntegralNumber()
                || !value.get().canConvertToLong()
                || value.get().longValue() > AmountField.LARGEST_MINOR
                || value.get().longValue() < -AmountField.LARGEST_MINOR) {
            invalid(name, "must be a whole number of at most 18 digits");
            return Optional.empty();
        }
        return Optional.of(value.get().longValue());
    }

    private String under(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
