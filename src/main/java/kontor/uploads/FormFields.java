package kontor.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.nearnames.NearName;
import kontor.sameness.Content;
import kontor.sameness.JsonContent;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * An uploaded form: the file, and fields that become the members of a JSON object. A field that is
 * not known here is refused, unlike a member of JSON: the form says what is to be done with the
 * whole file, and one that was overlooked would do what nobody asked for.
 */
final class FormFields {

    private static final String FILE = "file";
    private static final int LONGEST_NAME = 64;

    private final UploadKind kind;
    private final ObjectNode members = Json.object();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Optional<StoredInput> file = Optional.empty();

    private FormFields(UploadKind kind) {
        this.kind = kind;
    }

    /** Reads all parts of the form, in whatever order they come. */
    static Upload read(Arriving.Parts parts, UploadKind kind, StoringInput input)
            throws IOException {
        var form = new FormFields(kind);
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            form.add(part.get(), input);
        }
        String file = form.file.map(StoredInput::sha256).orElse("");
        // As bytes, in the order of the parts, since claims may be kept from before.
        byte[] came = (form.members + file).getBytes(StandardCharsets.UTF_8);
        String said = JsonContent.of(form.members, JsonContent.Nulls.COUNT) + file;
        return input.upload(form.checked(), form.file, Content.of(came, said));
    }

    private void add(Arriving.Part part, StoringInput input) throws IOException {
        if (!seen.add(part.name())) {
            faults.add(Fault.invalid(shown(part.name()), "must be sent once"));
        } else if (part.name().equals(FILE)) {
            file = Optional.of(stored(part, input));
        } else if (kind.fields().contains(part.name())) {
            field(part);
        } else {
            faults.add(unknown(part.name()));
        }
    }

    /** What is wrong with the file is told with what was found before it. */
    private StoredInput stored(Arriving.Part part, StoringInput input) throws IOException {
        try {
            return input.file(part, kind);
        } catch (InvalidRequest invalid) {
            faults.addAll(invalid.faults());
            throw new InvalidRequest(faults);
        }
    }

    private void field(Arriving.Part part) {
        switch (part.name()) {
            case "skipValidationErrors", "dryRun" -> flag(part);
            case "metadata" -> members.set("metadata", metadata(part.text()));
            default -> members.put(part.name(), part.text());
        }
    }

    private Fault unknown(String name) {
        var known = Stream.concat(Stream.of(FILE), kind.fields().stream()).toList();
        return new Fault(
                shown(name),
                "unknown_member",
                "is no field of this form, which has "
                        + String.join(", ", known)
                        + NearName.hint(name, known));
    }

    /** A name as a stranger wrote it, for an answer. */
    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    }

    private void flag(Arriving.Part part) {
        String text = part.text();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> members.put(part.name(), true);
            case "false" -> members.put(part.name(), false);
            default -> members.put(part.name(), text);
        }
    }

    private static JsonNode metadata(String text) {
        try (var parser = Json.parser(new StringReader(text))) {
            parser.nextToken();
            JsonNode value = Json.value(parser);
            if (parser.nextToken() != null) {
                throw new InvalidRequest(
                        new Fault("metadata", "invalid_json", "has more than one JSON document"));
            }
            return value;
        } catch (JsonProcessingException broken) {
            throw Json.broken(broken, "metadata", "the text");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonFields checked() {
        var fields = JsonFields.of(members);
        faults.forEach(fields::fault);
        if (file.isEmpty()) {
            fields.fault(Fault.required("file"));
        }
        if (!kind.isCsvOnly()) {
            fields.require(UploadKind.FILE_TYPE);
            fields.text(UploadKind.FILE_TYPE, 0, 255)
                    .flatMap(type -> contentTypeProblem(type, kind.contentType()))
                    .map(problem -> Fault.invalid(UploadKind.FILE_TYPE, problem))
                    .ifPresent(fields::fault);
        }
        return fields;
    }

    /**
     * @param base the content type of such files, without {@code +csv} or {@code +json}
     */
    private Optional<String> contentTypeProblem(String type, String base) {
        if (!type.equals(base + "+csv") && !type.equals(base + "+json")) {
            return Optional.of("must be " + base + "+csv or " + base + "+json");
        }
        int suffix = base.length() + 1;
        return file.map(StoredInput::contentType)
                .filter(found -> !found.equals(type))
                .map(
                        found ->
                                "says "
                                        + type.substring(suffix)
                                        + ", but the file is "
                                        + found.substring(suffix));
    }
}
