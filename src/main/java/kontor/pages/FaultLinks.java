package kontor.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads what is wrong with a form to the field that it is about, under the name that the field has
 * on the page. What is wrong is written above the fields, and only the page as a whole says which
 * fields it has: a fault at {@code amount} is one of {@code amount.stringValue} where a form has
 * that, one at {@code metadata.colour} leads to all metadata, and one that no field is about leads
 * nowhere.
 */
final class FaultLinks {

    private static final String TO_FIELD = "<a href=\"#f-";

    private static final Pattern LINK = Pattern.compile("<a href=\"#f-([^\"]*)\">([^<]*)</a>");
    private static final Pattern ID = Pattern.compile(" id=\"f-([^\"]*)\"");
    private static final Pattern LABEL = Pattern.compile("<label for=\"f-([^\"]*)\">([^<]*)");

    private FaultLinks() {}

    /** The same page; of texts in UTF-8 nothing is touched that is not ASCII. */
    static byte[] resolved(byte[] page) {
        String html = new String(page, ISO_8859_1);
        return html.contains(TO_FIELD) ? resolved(html).getBytes(ISO_8859_1) : page;
    }

    private static String resolved(String html) {
        var labels = labels(html);
        return LINK.matcher(html)
                .replaceAll(link -> Matcher.quoteReplacement(resolved(link, labels)));
    }

    /** Fields of the page, in their order, with their labels; empty where one has none. */
    private static Map<String, String> labels(String html) {
        var labels = new LinkedHashMap<String, String>();
        ID.matcher(html).results().forEach(one -> labels.put(one.group(1), ""));
        LABEL.matcher(html)
                .results()
                .forEach(one -> labels.replace(one.group(1), one.group(2).strip()));
        return labels;
    }

    private static String resolved(MatchResult link, Map<String, String> labels) {
        String member = link.group(1);
        String words = link.group(2);
        var below = below(member, labels);
        if (below.isPresent()) {
            String label = labels.getOrDefault(below.get(), "");
            return to(below.get(), label.isEmpty() ? words : label);
        }
        return above(member, labels)
                .map(field -> to(field, inside(labels.getOrDefault(field, ""), member, words)))
                .orElse("<b>" + words + "</b>");
    }

    /** A part of what one field holds: {@code Allowed values, 2}. */
    private static String inside(String label, String member, String words) {
        String part = member.substring(member.lastIndexOf('.') + 1);
        String named = part.matches("[0-9]{1,6}") ? "" + (Integer.parseInt(part) + 1) : part;
        return label.isEmpty() ? words : label + ", " + named;
    }

    private static String to(String field, String words) {
        return TO_FIELD + field + "\">" + words + "</a>";
    }

    private static Optional<String> below(String member, Map<String, String> labels) {
        return labels.containsKey(member)
                ? Optional.of(member)
                : labels.keySet().stream()
                        .filter(field -> field.startsWith(member + "."))
                        .findFirst();
    }

    private static Optional<String> above(String member, Map<String, String> labels) {
        return labels.keySet().stream().filter(field -> member.startsWith(field + ".")).findFirst();
    }
}
