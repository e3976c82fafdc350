package kontor.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads and writes YAML, as trees of JSON nodes. */
final class Yaml {

    private static final YAMLMapper MAPPER =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .disable(Feature.WRITE_DOC_START_MARKER)
                                    .disable(Feature.SPLIT_LINES)
                                    .enable(Feature.MINIMIZE_QUOTES)
                                    .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .enable(Feature.LITERAL_BLOCK_STYLE)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build();

    private Yaml() {}

    static JsonNode read(InputStream in) throws IOException {
        return MAPPER.readTree(in);
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
