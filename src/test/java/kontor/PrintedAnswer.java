package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * An answer as a paper prints it, held against the real one. {@code ...} stands for members or
 * items that were left out; where it does not stand, nothing may be missing, and whatever stands
 * there is so: names, order, figures, words. Ids, dates and secrets are others each time.
 *
 * @param headers names only, as printed; empty where none are
 */
record PrintedAnswer(Optional<Integer> status, SortedSet<String> headers, JsonNode body) {

    private static final Pattern HTTP =
            Pattern.compile("(?s)HTTP/1.1 (\\d+)[^\\n]*\\n(.*?)\\n\\n(.*)");
    private static final String LEFT_OUT = "...";

    /** A sandbox takes pages of this machine; the server of the tests takes none. */
    private static final String ONLY_WITH_ORIGINS = "Vary";

    private static final Set<String> OTHER_EACH_TIME =
            Set.of("nextToken", "access_token", "checksum", "requestId");
    private static final Pattern ID_OR_TIME =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f-]{20,}|\\d{4}-\\d\\d-\\d\\d(T.*Z)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    static PrintedAnswer of(String printed) {
        // An answer without headers has an empty line right behind its first one.
        var http = HTTP.matcher(printed.replaceFirst("(HTTP/1.1 [^\\n]*\\n)\\n", "$1\n\n"));
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (!http.matches()) {
            return new PrintedAnswer(Optional.empty(), names, parsed(printed));
        }
        http.group(2).lines().map(line -> line.split(":", 2)[0]).forEach(names::add);
        names.remove(ONLY_WITH_ORIGINS);
        return new PrintedAnswer(
                Optional.of(Integer.valueOf(http.group(1))), names, parsed(http.group(3)));
    }

    /** The resource's own word for how far it is; an error's number is none. */
    Optional<String> state() {
        return Optional.of(body.path("status")).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** Where it is not as the real one; empty when it is. */
    List<String> faults(Reply real) {
        var faults = new ArrayList<String>();
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(real.raw().headers().map().keySet());
        if (!headers.isEmpty() && !all.equals(headers)) {
            faults.add("headers: printed " + headers + ", really " + all);
        }
        compare("", body, real.json(), faults);
        return faults;
    }

    private static void compare(String at, JsonNode printed, JsonNode real, List<String> faults) {
        if (printed.getNodeType() != real.getNodeType()) {
            faults.add(at + ": printed " + printed + ", really " + real);
        } else if (printed.isObject()) {
            members(at, printed, real, faults);
        } else if (printed.isArray()) {
            items(at, printed, real, faults);
        } else if (!isOtherEachTime(at, printed, real) && !printed.equals(real)) {
            faults.add(at + ": printed " + printed + ", really " + real);
        }
    }

    private static boolean isOtherEachTime(String at, JsonNode printed, JsonNode real) {
        return OTHER_EACH_TIME.contains(at.substring(at.lastIndexOf('.') + 1))
                || ID_OR_TIME.matcher(printed.asText()).matches()
                        && ID_OR_TIME.matcher(real.asText()).matches();
    }

    private static void members(String at, JsonNode printed, JsonNode real, List<String> faults) {
        var shown = new ArrayList<>(names(printed));
        boolean whole = !shown.removeIf(LEFT_OUT::equals);
        var all = names(real);
        var shared = all.stream().filter(shown::contains).toList();
        if (!shared.equals(shown) || whole && !all.equals(shown)) {
            faults.add(at + ": printed " + names(printed) + ", really " + all);
            return;
        }
        shown.forEach(name -> compare(at + "." + name, printed.get(name), real.get(name), faults));
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Where items were left out, those printed stand among the real ones in their order. */
    private static void items(String at, JsonNode printed, JsonNode real, List<String> faults) {
        var shown =
                StreamSupport.stream(printed.spliterator(), false)
                        .filter(one -> !one.asText().equals(LEFT_OUT))
                        .toList();
        if (shown.size() == printed.size() && shown.size() != real.size()) {
            faults.add(at + ": printed " + shown.size() + " items, really " + real.size());
            return;
        }
        int next = 0;
        for (JsonNode one : shown) {
            var closest = new ArrayList<String>();
            boolean found = false;
            while (!found && next < real.size()) {
                var here = new ArrayList<String>();
                compare(at + "." + next, one, real.get(next++), here);
                found = here.isEmpty();
                if (closest.isEmpty() || here.size() < closest.size()) {
                    closest = here;
                }
            }
            if (!found) {
                faults.add(at + ": none is as printed; the closest: " + closest);
            }
        }
    }

    /** What was left out becomes a member, or an item, of its own. */
    private static JsonNode parsed(String text) {
        var whole = new StringBuilder();
        var within = new ArrayList<Character>();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"' && text.charAt(at - 1) != '\\';
            if (!quoted && text.startsWith(LEFT_OUT, at)) {
                whole.append(within.getLast() == '{' ? "\"...\": null" : "\"...\"");
                at += LEFT_OUT.length() - 1;
                continue;
            }
            if (!quoted && (c == '{' || c == '[')) {
                within.add(c);
            } else if (!quoted && (c == '}' || c == ']')) {
                within.removeLast();
            }
            whole.append(c);
        }
        try {
            return JSON.readTree(whole.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }
}
