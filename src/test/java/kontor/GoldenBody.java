package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file in {@code golden/http} with the body of an answer. What differs with each run is replaced:
 * ids by their number, moments, dates, tokens, keys and digests by a word. {@code
 * -Dgolden.update=true} writes the files anew.
 */
public record GoldenBody(Path file) {

    private static final Path FOLDER = Path.of("src/test/resources/golden/http");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Members whose values are random texts. */
    private static final String SECRET = "(\"(token|secret|access_token|kid|x|y)\" : )";

    /** What is replaced, by which word. */
    private static final Map<Pattern, String> VARIABLE = new LinkedHashMap<>();

    static {
        VARIABLE.put(Pattern.compile("[0-9-]{10}T[0-9:.]{8,18}Z"), "moment");
        VARIABLE.put(Pattern.compile("\"20[0-9]{2}-[0-9]{2}-[0-9]{2}\""), "\"date\"");
        VARIABLE.put(Pattern.compile("(\"nextToken\" : )\"[^\"]+\""), "$1\"token\"");
        // Statements have the number of their day, and are as long as what they say.
        VARIABLE.put(Pattern.compile("-20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]+\\.xml"), "-date-n.xml");
        VARIABLE.put(Pattern.compile("BROUGHT-20[0-9]{2}-[0-9]{2}-[0-9]{2}"), "BROUGHT-date");
        VARIABLE.put(Pattern.compile("(\"size\" : )[0-9]+"), "$1\"size\"");
        VARIABLE.put(Pattern.compile("\\b[0-9a-f]{64}\\b"), "digest");
        // Access keys, and ids as banks carry them.
        VARIABLE.put(Pattern.compile("\\b[0-9a-f]{32}\\b"), "hexadecimal");
        VARIABLE.put(Pattern.compile("\\bATLR[0-9]+\\b"), "bank-reference");
        VARIABLE.put(Pattern.compile("(?<![0-9A-Z])0[0-9A-Z]{24}(?![0-9A-Z])"), "message-id");
        // In any order, for their reader goes by name.
        VARIABLE.put(Pattern.compile("(\"facts\" : )\\{[^}]*\\}"), "$1\"facts\"");
        // Which permissions there are stands in golden/permissions.txt.
        VARIABLE.put(Pattern.compile("(\"permissions\" : )\\[[^]]{200,}\\]"), "$1\"many\"");
        VARIABLE.put(Pattern.compile("(\"link\" : \"[^\"]+/invitations/)[^\"]+\""), "$1token\"");
        VARIABLE.put(Pattern.compile(SECRET + "\"[^\"]+\""), "$1\"$2\"");
    }

    public static GoldenBody of(String name) {
        return new GoldenBody(FOLDER.resolve(name + ".json"));
    }

    boolean exists() {
        return Files.exists(file);
    }

    public void assertIs(JsonNode answer) {
        String body = normal(answer.toPrettyString()) + "\n";
        try {
            if (UPDATE) {
                Files.writeString(file, body);
            }
            assertThat(body)
                    .as(file + "; -Dgolden.update=true writes it anew")
                    .isEqualTo(Files.readString(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String normal(String body) {
        var numbers = new LinkedHashMap<String, String>();
        String text =
                ID.matcher(body)
                        .replaceAll(
                                found ->
                                        numbers.computeIfAbsent(
                                                found.group(), _ -> "id-" + (numbers.size() + 1)));
        for (var one : VARIABLE.entrySet()) {
            text = one.getKey().matcher(text).replaceAll(one.getValue());
        }
        return text;
    }
}
