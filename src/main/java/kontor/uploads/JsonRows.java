package kontor.uploads;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import kontor.core.Fault;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** The records of a stored JSON input, which {@link JsonScan} has seen and found whole. */
public final class JsonRows implements RowSource {

    private final JsonParser parser;
    private int index;
    private boolean ended;

    public JsonRows(InputStream utf8) throws IOException {
        parser = Json.parser(utf8);
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (!"payments".equals(parser.nextFieldName())) {
                parser.nextToken();
                parser.skipChildren();
            }
            parser.nextToken();
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (!more()) {
            return null;
        }
        return Json.value(parser) instanceof ObjectNode object
                ? new Row(index++, 0, object, List.of())
                : new Row(
                        index++, 0, Json.object(), List.of(Fault.invalid("", "must be an object")));
    }

    @Override
    public boolean skip() throws IOException {
        if (!more()) {
            return false;
        }
        parser.skipChildren();
        index++;
        return true;
    }

    private boolean more() throws IOException {
        ended = ended || parser.nextToken() == JsonToken.END_ARRAY;
        return !ended;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
