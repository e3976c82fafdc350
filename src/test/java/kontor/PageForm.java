package kontor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a page, as a browser without script would send it.
 *
 * @param action where it is sent to
 * @param fields names and values in turn, with what stands there already
 * @param typed the names of those that a person types into
 */
record PageForm(String action, List<String> fields, List<String> typed) {

    private static final Pattern FORM =
            Pattern.compile("(?s)<form [^>]*method=\"post\"[^>]*>.*?</form>");
    private static final Pattern INPUT = Pattern.compile("<(input|button) ([^>]*)>");
    private static final Pattern AREA = Pattern.compile("(?s)<textarea ([^>]*)>(.*?)</textarea>");
    private static final Pattern SELECT = Pattern.compile("(?s)<select ([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("<option ([^>]*)>");

    /** All that change something and carry no file. */
    static List<PageForm> in(String html) {
        return FORM.matcher(html)
                .results()
                .map(MatchResult::group)
                .filter(form -> !form.contains("enctype="))
                .map(PageForm::of)
                .toList();
    }

    private static PageForm of(String form) {
        var all = new LinkedHashMap<String, String>();
        var typed = new ArrayList<String>();
        INPUT.matcher(form)
                .results()
                .filter(found -> !attribute(found.group(2), "name").isEmpty())
                .forEach(found -> input(found.group(1), found.group(2), all, typed));
        AREA.matcher(form)
                .results()
                .forEach(
                        found -> {
                            String name = attribute(found.group(1), "name");
                            all.put(name, plain(found.group(2)));
                            typed.add(name);
                        });
        SELECT.matcher(form)
                .results()
                .forEach(found -> all.put(attribute(found.group(1), "name"), chosen(found)));
        String start = form.substring(0, form.indexOf('>'));
        var fields = new ArrayList<String>();
        all.forEach((name, value) -> fields.addAll(List.of(name, value)));
        return new PageForm(plain(attribute(start, "action")), fields, typed);
    }

    /** A box or a button counts as it would be pressed. */
    private static void input(
            String kind, String attributes, Map<String, String> all, List<String> typed) {
        String name = attribute(attributes, "name");
        String type = attribute(attributes, "type");
        boolean isText = kind.equals("input") && !type.matches("hidden|checkbox|radio|submit");
        if (isText) {
            typed.add(name);
        }
        if (!all.containsKey(name) || attributes.contains(" checked")) {
            all.put(name, plain(attribute(attributes, "value")));
        }
    }

    private static String chosen(MatchResult select) {
        var options = OPTION.matcher(select.group(2)).results().map(one -> one.group(1)).toList();
        return options.stream()
                .filter(one -> one.contains(" selected"))
                .findFirst()
                .or(() -> options.stream().findFirst())
                .map(one -> plain(attribute(one, "value")))
                .orElse("");
    }

    private static String attribute(String in, String name) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(in);
        return found.find() ? found.group(1) : "";
    }

    private static String plain(String html) {
        return html.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** Its fields without token, the ones that a person types changed. */
    String[] with(UnaryOperator<String> change) {
        var sent = new ArrayList<String>();
        for (int i = 0; i < fields.size(); i += 2) {
            String name = fields.get(i);
            if (!name.equals("form")) {
                sent.add(name);
                String value = fields.get(i + 1);
                sent.add(typed.contains(name) ? change.apply(value) : value);
            }
        }
        return sent.toArray(String[]::new);
    }

    /** The same, of another version of what it changes. */
    String[] of(String version, UnaryOperator<String> change) {
        String[] sent = with(change);
        for (int i = 0; i < sent.length; i += 2) {
            if (sent[i].equals("version")) {
                sent[i + 1] = version;
            }
        }
        return sent;
    }

    boolean has(String field) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(field)) {
                return true;
            }
        }
        return false;
    }
}
