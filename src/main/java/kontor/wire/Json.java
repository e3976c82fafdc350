package kontor.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper: strict about what it reads, with limits on depth, length and numbers. */
public final class Json {

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(64)
                                                    .maxNameLength(1_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The text of one object with the members of several, none of which they have in common. */
    public static String joined(String... objects) {
        return Arrays.stream(objects)
                .map(one -> one.substring(1, one.length() - 1))
                .filter(members -> !members.isEmpty())
                .collect(Collectors.joining(",", "{", "}"));
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads JSON that Kontor itself wrote. */
    public static JsonNode readOwn(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON cannot be read", broken);
        }
    }

    /**
     * Reads a client's body; anything that is not one JSON value in UTF-8 is the client's fault.
     */
    public static JsonNode read(byte[] body) {
        if (body.length == 0) {
            throw new InvalidRequest(
                    new Fault("", "invalid_json", "the body is empty; send a JSON document"));
        }
        Utf8.requireValid(body);
        try (JsonParser parser = MAPPER.createParser(body)) {
            JsonNode read = MAPPER.readTree(parser);
            if (read == null) {
                throw new InvalidRequest(
                        new Fault("", "invalid_json", "the body is blank; send a JSON document"));
            }
            return read;
        } catch (JsonProcessingException broken) {
            var nature = Utf8.nature(body, body.length);
            throw nature.isEmpty()
                    ? broken(broken, "", "the body")
                    : new InvalidRequest(
                            new Fault("", "invalid_json", "the body is not JSON" + nature));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A fault for each member of an object that has another spelling of its name beside it, such as
     * {@code legal_name} and {@code legalName}, with another value.
     */
    static List<Fault> contradictions(JsonNode object) {
        var faults = new ArrayList<Fault>();
        var seen = new HashMap<String, Map.Entry<String, JsonNode>>();
        for (var member : object.properties()) {
            var before =
                    member.getValue().isNull()
                            ? null
                            : seen.putIfAbsent(plain(member.getKey()), member);
            if (before != null && !before.getValue().equals(member.getValue())) {
                faults.add(contradicts(before.getKey(), member.getKey()));
                faults.add(contradicts(member.getKey(), before.getKey()));
            }
        }
        return faults;
    }

    /** A member that has another spelling of its name beside it. */
    public static Fault contradicts(String name, String other) {
        String problem = "contradicts " + other + "; send one of them, or both alike";
        return Fault.invalid(name, problem);
    }

    /** A name without what different spellings of it differ in. */
    public static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Longer than any text of a request may be. */
    private static final int LONGEST_STREAMED_TEXT = 64 << 10;

    private static final JsonFactory STREAMING =
            MAPPER.getFactory()
                    .copy()
                    .setStreamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(64)
                                    .maxNameLength(1_000)
                                    .maxStringLength(LONGEST_STREAMED_TEXT)
                                    .build());

    /** Reads a large client's document token by token; {@link #broken} explains what it throws. */
    public static JsonParser parser(Reader text) throws IOException {
        return STREAMING.createParser(text);
    }

    /** The same for bytes that are known to be UTF-8. */
    public static JsonParser parser(InputStream utf8) throws IOException {
        return STREAMING.createParser(utf8);
    }

    private static final ObjectReader ONE_OF_MANY =
            MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The value that the parser stands at. */
    public static JsonNode value(JsonParser at) throws IOException {
        return ONE_OF_MANY.readTree(at);
    }

    /** How the parser names an earlier place. */
    private static final Pattern SOURCE =
            Pattern.compile("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)\\]");

    /** What the reader says of its own settings, which are no client's. */
    private static final String OF_THE_READER =
            ", from `[^`]*`|: enable `[^`]*` to allow|: not allowed as per `[^`]*`| \\((bound|not"
                    + " recognized) as [^)]*\\)";

    /** Not JSON, or beyond the limits: what is wrong and where. */
    public static InvalidRequest broken(JsonProcessingException broken, String field, String what) {
        // What is beyond the limits on depth or length is refused without a place.
        var place = broken.getLocation();
        return new InvalidRequest(
                new Fault(
                        field,
                        "invalid_json",
                        what
                                + " is not valid JSON: "
                                + SOURCE.matcher(
                                                broken.getOriginalMessage()
                                                        .lines()
                                                        .findFirst()
                                                        .orElse("")
                                                        .replaceAll(OF_THE_READER, ""))
                                        .replaceAll("line $1, column $2")
                                + (place == null
                                        ? ""
                                        : " (line "
                                                + place.getLineNr()
                                                + ", column "
                                                + place.getColumnNr()
                                                + ")")));
    }

    /** Metadata as it is stored; none is null, so that a row without it has no bytes for it. */
    public static @Nullable String writeMetadata(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        var node = object();
        metadata.forEach(node::put);
        return write(node);
    }

    public static Map<String, String> readMetadata(@Nullable String stored) {
        if (stored == null) {
            return Map.of();
        }
        var metadata = new LinkedHashMap<String, String>();
        readOwn(stored)
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().textValue()));
        return metadata;
    }

    private record Told(Instant instant, String text) {}

    /** The resources of one change show the moment of their transaction, thousands of times. */
    private static volatile Told told = new Told(Instant.EPOCH, rfc3339(Instant.EPOCH));

    /** RFC 3339 in UTC, fraction trimmed of trailing zeros. */
    public static String timestamp(Instant instant) {
        var last = told;
        if (!last.instant.equals(instant)) {
            last = new Told(instant, rfc3339(instant));
            told = last;
        }
        return last.text;
    }

    private static String rfc3339(Instant instant) {
        String text = DateTimeFormatter.ISO_INSTANT.format(instant);
        int point = text.indexOf('.');
        if (point < 0) {
            return text;
        }
        int end = text.length() - 1;
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end) + "Z";
    }

    /** The Amount of the API: minor units and the exact decimal side by side. */
    public static ObjectNode amount(Money money) {
        return object().put("currency", money.currency().code())
                .put("value", money.amountMinor())
                .put("stringValue", money.plain());
    }
}
