package kontor.uploads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.sameness.GatheredContent;
import kontor.sameness.JsonContent;
import kontor.wire.Json;

/**
 * Looks through JSON as it arrives: well formed, the right frame, how many records. What the
 * records say is read later; only their length is judged here, so that none can fill the memory
 * then.
 *
 * @param frame the members beside the records; empty for a bare array
 * @param records how many
 * @param said one text for all ways to write a BODY; empty for a file, which is what its bytes are
 */
record JsonScan(ObjectNode frame, int records, String said) {

    /** Characters of one record, as for a line of CSV. */
    static final int LONGEST_RECORD = 64 << 10;

    static JsonScan of(Reader text, UploadFormat format) throws IOException {
        String field = format == UploadFormat.BODY ? "" : format.path();
        try (JsonParser parser = Json.parser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InvalidRequest(
                        new Fault(field, "invalid_json", "is empty; send a JSON document"));
            }
            boolean bare = first == JsonToken.START_ARRAY && format == UploadFormat.JSON_FILE;
            if (!bare && first != JsonToken.START_OBJECT) {
                throw new InvalidRequest(
                        Fault.invalid(
                                field,
                                format == UploadFormat.BODY
                                        ? "the body must be a JSON object"
                                        : "must be a JSON array of records"));
            }
            JsonScan scan =
                    bare
                            ? new JsonScan(
                                    Json.object(), count(parser, format, new GatheredContent()), "")
                            : frame(parser, format);
            if (parser.nextToken() != null) {
                throw new InvalidRequest(
                        new Fault(field, "invalid_json", "has more than one JSON document"));
            }
            return scan;
        } catch (JsonProcessingException broken) {
            throw Json.broken(broken, field, format == UploadFormat.BODY ? "the body" : "the file");
        }
    }

    private static JsonScan frame(JsonParser parser, UploadFormat format) throws IOException {
        var frame = new JsonFrame();
        var said = new GatheredContent();
        int records = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (frame.isRecords(name, value)) {
                if (value != JsonToken.START_ARRAY) {
                    throw new InvalidRequest(Fault.invalid(name, "must be an array"));
                }
                records = count(parser, format, said);
            } else if (format == UploadFormat.BODY) {
                frame.add(name, parser, said);
            } else {
                parser.skipChildren();
            }
        }
        return new JsonScan(frame.members(), records, said.text());
    }

    private static int count(JsonParser parser, UploadFormat format, GatheredContent said)
            throws IOException {
        int records = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (records == format.mostRecords()) {
                throw new InvalidRequest(tooMany(format));
            }
            long begin = parser.currentTokenLocation().getCharOffset();
            if (format == UploadFormat.BODY) {
                said.record(JsonContent.of(parser, JsonContent.Nulls.ABSENT, LONGEST_RECORD));
            } else {
                parser.skipChildren();
            }
            if (parser.currentLocation().getCharOffset() - begin > LONGEST_RECORD) {
                throw new InvalidRequest(
                        new Fault(
                                format.path() + "." + records,
                                "record_too_long",
                                "is longer than " + LONGEST_RECORD + " characters"));
            }
            records++;
        }
        if (records == 0) {
            throw new InvalidRequest(Fault.invalid(format.path(), "must have at least one record"));
        }
        return records;
    }

    static Fault tooMany(UploadFormat format) {
        return new Fault(
                format.path(),
                "too_many_records",
                "has more than "
                        + format.mostRecords()
                        + " records; send several "
                        + (format == UploadFormat.BODY ? "batches, or a file" : "files"));
    }
}
