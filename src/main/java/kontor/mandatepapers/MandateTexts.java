package kontor.mandatepapers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.mandates.MandateScheme;
import kontor.wire.Json;

/** What a payer agrees to, by scheme and language; SEPA prescribes it word for word. */
final class MandateTexts {

    private static final String FILE = "/texts/mandates.json";

    private final JsonNode all = read();

    /**
     * @param language ISO 639-1
     */
    record Text(String language, String title, List<String> paragraphs) {}

    private static JsonNode read() {
        try (var in = MandateTexts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE + " in the archive");
            }
            return Json.read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** In each language that there is, the one of the country first. */
    List<Text> of(MandateScheme scheme, String creditor) {
        var texts = new ArrayList<Text>();
        for (var one : all.path(scheme.name())) {
            texts.add(
                    new Text(
                            one.path("language").asText(),
                            one.path("title").asText(),
                            StreamSupport.stream(one.path("text").spliterator(), false)
                                    .map(line -> line.asText().replace("{creditor}", creditor))
                                    .toList()));
        }
        if (texts.isEmpty()) {
            throw new IllegalStateException("no text for mandates of " + scheme);
        }
        return texts;
    }
}
