package kontor.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.sameness.Content;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/** An uploaded form: the file, and fields that become the members of a JSON object. */
final class FormFields {

    private final ObjectNode members = Json.object();
    private Optional<StoredInput> file = Optional.empty();

    /** Reads all parts of the form, in whatever order they come. */
    static Upload read(Arriving.Parts parts, UploadKind kind, StoringInput input)
            throws IOException {
        var form = new FormFields();
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            form.add(part.get(), kind, input);
        }
        String digest = form.members + form.file.map(StoredInput::sha256).orElse("");
        return input.upload(
                form.checked(kind), form.file, Content.of(digest.getBytes(StandardCharsets.UTF_8)));
    }

    private void add(Arriving.Part part, UploadKind kind, StoringInput input) throws IOException {
        switch (part.name()) {
            case "file" -> {
                if (file.isPresent()) {
                    throw new InvalidRequest(Fault.invalid("file", "must be sent once"));
                }
                file = Optional.of(input.file(part, kind));
            }
            case "skipValidationErrors", "dryRun" -> flag(part);
            case "metadata" -> members.set("metadata", metadata(part.text()));
            case "treatment", "fileContentType", "externalId" ->
                    members.put(part.name(), part.text());
            default -> {
                // Unknown members are passed over, as everywhere.
            }
        }
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
            return Json.value(parser);
        } catch (JsonProcessingException broken) {
            throw Json.broken(broken, "metadata", "the text");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonFields checked(UploadKind kind) {
        var fields = JsonFields.of(members);
        if (file.isEmpty()) {
            fields.fault(Fault.required("file"));
        }
        if (!kind.isCsvOnly()) {
            fields.require("fileContentType");
        }
        fields.text("fileContentType", 0, 255)
                .filter(_ -> !kind.isCsvOnly())
                .flatMap(type -> contentTypeProblem(type, kind.contentType()))
                .ifPresent(problem -> fields.fault(Fault.invalid("fileContentType", problem)));
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
