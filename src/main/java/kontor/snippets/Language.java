package kontor.snippets;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** A language in which requests are shown. */
public enum Language {
    CURL("curl", Curl::write),
    PYTHON("Python", Python::write),
    JAVASCRIPT("JavaScript", JavaScript::write),
    JAVA("Java", Java::write);

    static final String TOKENS = "/iam/v2/oauth2/token";

    private final String label;
    private final Function<Sample, String> writer;

    Language(String label, Function<Sample, String> writer) {
        this.label = label;
        this.writer = writer;
    }

    /** The language of this word, in whatever case; curl where it is none. */
    public static Language of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(CURL);
    }

    public String label() {
        return label;
    }

    /** As it stands in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code that sends this request and prints status and body of the answer. */
    public String write(Sample one) {
        return writer.apply(one);
    }

    /** Within double quotes, as Python, JavaScript and Java read them alike. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Within three quotes: no two of them stand side by side, and none at the end. */
    static String between(String text, String quote) {
        String escaped =
                text.replace("\\", "\\\\").replace(quote.repeat(2), ("\\" + quote).repeat(2));
        return escaped.endsWith(quote)
                ? escaped.substring(0, escaped.length() - 1) + "\\" + quote
                : escaped;
    }
}
