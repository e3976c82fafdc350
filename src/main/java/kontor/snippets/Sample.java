package kontor.snippets;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kontor.encodings.Sha256;

/**
 * A request as code sends it.
 *
 * @param base where this Kontor is, without a slash at the end
 * @param path with its query
 * @param mediaType of the body; empty without one
 * @param own headers beside those that follow from the rest
 * @param repeatable whether it carries an Idempotency-Key
 * @param variables which {@code $NAMES} in path, headers and body stand for environment variables;
 *     others are text
 */
public record Sample(
        String base,
        String method,
        String path,
        String mediaType,
        String body,
        Map<String, String> own,
        boolean repeatable,
        Credentials credentials,
        Set<String> variables) {

    private static final String KEY = "Idempotency-Key";
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z][A-Z0-9_]*)");

    /** What no address holds as it is, nor curl, which reads brackets as a range. */
    private static final Pattern NOT_IN_ADDRESS =
            Pattern.compile("[^!-~]|[\"'<>\\\\^`{|}\\[\\]#]|%(?![0-9A-Fa-f]{2})");

    private static final Pattern NOT_IN_HEADER = Pattern.compile("[^ -~]");

    public Sample {
        own = Map.copyOf(own);
        variables = Set.copyOf(variables);
    }

    String url() {
        return base + target();
    }

    /** Path and query; what a URL cannot hold is percent-encoded. */
    public String target() {
        return NOT_IN_ADDRESS.matcher(path).replaceAll(Sample::encoded);
    }

    private static String encoded(MatchResult found) {
        var code = new StringBuilder();
        for (byte one : found.group().getBytes(StandardCharsets.UTF_8)) {
            code.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
        }
        return code.toString();
    }

    public boolean hasBody() {
        return !mediaType.isEmpty() && !body.isBlank();
    }

    /** Headers beside the credentials. A key that nobody chose is drawn from the request. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        if (hasBody()) {
            headers.put("Content-Type", mediaType);
        }
        if (repeatable && !own.containsKey(KEY)) {
            headers.put(KEY, key());
        }
        own.keySet().stream()
                .sorted()
                .forEach(
                        name ->
                                headers.put(
                                        name,
                                        NOT_IN_HEADER
                                                .matcher(own.getOrDefault(name, ""))
                                                .replaceAll("?")));
        return headers;
    }

    /** The environment variables that stand in a text of this request. */
    Set<String> variablesIn(String text) {
        var found = new TreeSet<String>(Comparator.reverseOrder());
        VARIABLE.matcher(text)
                .results()
                .map(one -> one.group(1))
                .filter(variables::contains)
                .forEach(found::add);
        return found;
    }

    /** The same request again has the same key. */
    private String key() {
        return "try-" + HexFormat.of().formatHex(Sha256.of(method + path + body), 0, 8);
    }
}
