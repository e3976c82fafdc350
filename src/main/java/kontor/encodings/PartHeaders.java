package kontor.encodings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of one part of a form say: which field it is, and the name of its file (RFC
 * 7578, RFC 2183). A name counts with every blank in it, because a field that is nearly known may
 * not pass for one that is; what is said twice could be read in two ways, so it is refused.
 */
public final class PartHeaders {

    private static final String DISPOSITION = "Content-Disposition";

    /** One parameter: a word, or a quoted text in which a backslash goes before a quote. */
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\s*;\\s*([^\\s=;\"]+)\\s*=\\s*"
                            + "(?:\"((?:\\\\[\"\\\\]|[^\"])*+)\"|([^\\s;\"]*))\\s*");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    /** A file's name in characters beyond ASCII, of clients that do not send them as they are. */
    private static final Pattern ENCODED = Pattern.compile("(?i)utf-8'[^']*'(.*)");

    private final Map<String, String> parameters = new HashMap<>();
    private boolean isDisposed;

    /**
     * @throws IllegalArgumentException when it cannot be read, or in two ways
     */
    public void add(String header, String value) {
        if (!header.equalsIgnoreCase(DISPOSITION)) {
            return;
        }
        if (isDisposed) {
            throw new IllegalArgumentException("a part has Content-Disposition twice");
        }
        isDisposed = true;
        int at = value.indexOf(';') < 0 ? value.length() : value.indexOf(';');
        boolean isForm = value.substring(0, at).strip().equalsIgnoreCase("form-data");
        Matcher parameter = PARAMETER.matcher(value);
        while (parameter.region(at, value.length()).lookingAt()) {
            add(parameter);
            at = parameter.end();
        }
        String rest = value.substring(at).strip();
        if (!isForm || !rest.isEmpty() && !rest.equals(";")) {
            throw new IllegalArgumentException("the Content-Disposition of a part cannot be read");
        }
    }

    private void add(Matcher parameter) {
        String quoted = parameter.group(2);
        String text =
                quoted == null ? parameter.group(3) : ESCAPED.matcher(quoted).replaceAll("$1");
        if (parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), text) != null) {
            throw new IllegalArgumentException("a part says " + parameter.group(1) + " twice");
        }
    }

    /**
     * @throws IllegalArgumentException when there is none
     */
    public String name() {
        return Optional.ofNullable(parameters.get("name"))
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("a part has no name"));
    }

    public Optional<String> fileName() {
        return Optional.ofNullable(parameters.get("filename*"))
                .map(ENCODED::matcher)
                .filter(Matcher::matches)
                .map(found -> decoded(found.group(1)))
                .or(() -> Optional.ofNullable(parameters.get("filename")));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("the filename* of a part cannot be read");
        }
    }
}
