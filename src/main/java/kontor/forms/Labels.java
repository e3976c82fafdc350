package kontor.forms;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Tables;

/**
 * What a person reads where a program reads the member of a request ({@code
 * tables/form_labels.csv}): the label of its field. A page on which the field stands calls it as it
 * stands there.
 */
public final class Labels {

    private static final Map<String, String> LISTED =
            Tables.rows("form_labels").stream()
                    .collect(
                            toUnmodifiableMap(
                                    row -> row.getField("member"), row -> row.getField("label")));

    /** Members that are no words of English, so that they are known wherever they stand. */
    private static final Pattern MEMBERS =
            Pattern.compile(
                    LISTED.keySet().stream()
                            .filter(one -> one.matches("\\S*[A-Z.]\\S*"))
                            .sorted(Comparator.comparing(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(
                                    Collectors.joining(
                                            "|", "(?<![\\w./?=-])(?:", ")(?![\\w]|[.]\\w)")));

    private Labels() {}

    /**
     * The label of a member; of one that has none, its words: {@code
     * accounts.0.identifiers.1.number}, "account 1, identifier 2, number".
     */
    public static String of(String member) {
        return LISTED.getOrDefault(member, words(member));
    }

    /** A sentence in which members of requests are called by their labels. */
    public static String in(String sentence) {
        return MEMBERS.matcher(sentence)
                .replaceAll(
                        found -> Matcher.quoteReplacement("\u201c" + of(found.group()) + "\u201d"));
    }

    /**
     * A member as words, whatever fields are called: {@code signatureDate}, "signature date";
     * {@code date[gte]}, "date from".
     */
    public static String words(String member) {
        if (member.startsWith("metadata.")) {
            return member.replaceFirst("[.]", " ");
        }
        var words = new ArrayList<String>();
        String ranged = member.replace("[gte]", " from").replace("[lte]", " until");
        for (String part : List.of(ranged.split("\\."))) {
            if (part.matches("[0-9]{1,6}") && !words.isEmpty()) {
                String many = words.removeLast();
                words.add(many.replaceAll("s$", "") + " " + (Integer.parseInt(part) + 1));
            } else {
                words.add(part.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", words);
    }
}
