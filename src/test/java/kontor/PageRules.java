package kontor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every page keeps, whatever it shows. */
final class PageRules {

    private static final Pattern LEADS =
            Pattern.compile(
                    " (?:src|href|action|formaction|poster|hx-(?:get|post|push-url))=\"([^\"]*)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)\\s*([a-z][a-z0-9+.-]*:|//).*");
    private static final Pattern INLINE =
            Pattern.compile("(?i)<style|<script(?![^>]* src=)|<[^>]+ (?:style|on[a-z]+)=\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern NAMED =
            Pattern.compile(" (?:for|aria-labelledby|aria-describedby|aria-controls)=\"([^\"]*)\"");

    /** The address that people know the Kontor of tests by: passkeys are kept for it. */
    private static final String OWN = "http://localhost:8080";

    /** What Java writes where nobody thought of people. */
    private static final List<String> OF_JAVA =
            List.of(
                    "Optional[",
                    "Optional.empty",
                    "java.util",
                    "kontor.core.",
                    ">null<",
                    "$lambda");

    /** Names of the API in what happened, which is told in words. */
    private static final Pattern NAMES = Pattern.compile("Changed: [^<]*[a-z][A-Z][^<]*");

    private static final Pattern FAULTY =
            Pattern.compile("<a href=\"#f-([^\"]*)\">([^<]*)</a>([^<]*)");

    /** A fault at its field, or in a list of them. */
    private static final Pattern FAULT =
            Pattern.compile(
                    "(?s)<p class=\"fault\">.*?<span>(.*?)</span>|<li><a href=\"#f-.*?</li>");

    private static final Pattern LABEL = Pattern.compile("<label for=\"f-([^\"]*)\">([^<]*)");

    /** A member of a request, as no person writes a word. */
    private static final Pattern MEMBER = Pattern.compile("\\b[a-z]+[A-Z][A-Za-z]*\\b");

    private PageRules() {}

    /** Asks all of them of an answer with a page in it. */
    static void hold(Browser.Page page) {
        strict(page);
        String html = page.html();
        assertThat(html).startsWith("<!doctype html>").contains("<html lang=\"en\"");
        assertThat(html).containsPattern("<title>[^<]*\\S[^<]* - Kontor</title>");
        assertThat(count(html, "<h1[ >]")).as("headings of the first level").isEqualTo(1);
        assertThat(leads(html.replace(OWN, "")).filter(to -> ELSEWHERE.matcher(to).matches()))
                .as("leads elsewhere")
                .isEmpty();
        assertThat(INLINE.matcher(html).results().map(MatchResult::group)).isEmpty();
        assertThat(NAMES.matcher(html).results().map(MatchResult::group)).isEmpty();
        assertThat(OF_JAVA.stream().filter(html::contains)).as("words of Java").isEmpty();
        var ids = groups(ID, html).toList();
        assertThat(ids).as("ids").doesNotHaveDuplicates();
        assertThat(missing(html, Set.copyOf(ids))).as("named and not there").isEmpty();
        faults(html);
    }

    /** Faults lead to fields of the page and call them, and others, as the page does. */
    private static void faults(String html) {
        var labels =
                LABEL.matcher(html)
                        .results()
                        .collect(toMap(one -> one.group(1), one -> one.group(2).strip()));
        for (var fault : FAULTY.matcher(html).results().toList()) {
            assertThat(html).as("where a fault leads").contains(" id=\"f-" + fault.group(1) + "\"");
            String label = labels.getOrDefault(fault.group(1), fault.group(2));
            assertThat(fault.group(2)).as("the label of a fault").startsWith(label);
        }
        var members =
                FAULT.matcher(html)
                        .results()
                        .map(one -> one.group().replaceAll("<[^>]*>", ""))
                        .filter(text -> MEMBER.matcher(text).find());
        assertThat(members).as("names of the API in faults").isEmpty();
    }

    /** What answers of pages carry, also without a page in them. */
    static void strict(Browser.Page page) {
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).contains("no-store");
        if (!page.html().isEmpty()) {
            assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'self'; script-src 'self';")
                    .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                    .doesNotContain("unsafe", "*", "http", "data:", "blob:");
            assertThat(page.header("Referrer-Policy")).isIn("same-origin", "no-referrer");
        }
    }

    private static Stream<String> leads(String html) {
        return groups(LEADS, html);
    }

    private static Set<String> missing(String html, Set<String> ids) {
        var missing = new TreeSet<String>();
        groups(NAMED, html)
                .flatMap(names -> Stream.of(names.split(" ")))
                .filter(name -> !name.isEmpty() && !ids.contains(name))
                .forEach(missing::add);
        return missing;
    }

    private static Stream<String> groups(Pattern pattern, String html) {
        return pattern.matcher(html).results().map(found -> found.group(1));
    }

    private static long count(String html, String pattern) {
        return Pattern.compile(pattern).matcher(html).results().count();
    }
}
