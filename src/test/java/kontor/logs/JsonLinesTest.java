package kontor.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    private final Logger logger = new LoggerContext().getLogger("kontor.test");
    private final JsonLines lines = new JsonLines();

    private String encode(LoggingEvent event) {
        lines.start();
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, Exception failed) {
        return new LoggingEvent("", logger, Level.WARN, message, failed, new Object[0]);
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void entry_isOneLineWhateverIsInIt() {
        var event = event("two\nlines and a \"quote\"", new IllegalStateException("broken\nhere"));
        event.addKeyValuePair(new KeyValuePair("actor", "a\r\nforged: line"));
        event.addKeyValuePair(new KeyValuePair("message", "not the message"));
        String line = encode(event);
        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        var json = parsed(line);
        assertThat(json.path("message").asText()).startsWith("two\nlines");
        assertThat(json.path("actor").asText()).isEqualTo("a\r\nforged: line");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("error").asText()).contains("broken");
    }
}
