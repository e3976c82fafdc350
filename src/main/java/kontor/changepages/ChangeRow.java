package kontor.changepages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kontor.core.Currency;
import kontor.pages.Figures;
import kontor.wire.Json;

/**
 * One line of what would change: a member of the resource, how it is and how it would be.
 *
 * @param before empty where there is none, as is {@code after}
 */
public record ChangeRow(String name, String before, String after) {

    /** Said elsewhere, or without meaning for people. */
    private static final Set<String> LEFT_OUT =
            Set.of("id", "organizationId", "version", "etag", "created", "updated");

    /** Members whose values are words of the API. */
    private static final Set<String> WORDS =
            Set.of("action", "kind", "type", "status", "payment type", "party type", "channel");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z]+(_[A-Z]+)*");

    public boolean isChanged() {
        return !before.equals(after);
    }

    /**
     * All lines, in the order of the API.
     *
     * @param names of ids that stand in it
     */
    static List<ChangeRow> of(JsonNode before, JsonNode after, Map<String, String> names) {
        var rows = new ArrayList<ChangeRow>();
        var members = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(members::add);
        after.fieldNames().forEachRemaining(members::add);
        for (String member : members) {
            if (!LEFT_OUT.contains(member)) {
                add(rows, label(member), before.path(member), after.path(member), names);
            }
        }
        return List.copyOf(rows);
    }

    private static void add(
            List<ChangeRow> rows,
            String name,
            JsonNode before,
            JsonNode after,
            Map<String, String> names) {
        if (isAmount(before) || isAmount(after)) {
            rows.add(new ChangeRow(name, text(before, names), text(after, names)));
            return;
        }
        if (before.isObject() || after.isObject()) {
            of(before.isObject() ? before : Json.object(), orEmpty(after), names)
                    .forEach(one -> rows.add(one.under(name)));
            return;
        }
        if (before.isArray() || after.isArray()) {
            addList(rows, name, before, after, names);
            return;
        }
        rows.add(
                new ChangeRow(
                        name, worded(name, text(before, names)), worded(name, text(after, names))));
    }

    /** Constants of the API as words; codes, names and numbers stay. */
    private static String worded(String name, String text) {
        boolean isWord = text.contains("_") || WORDS.contains(name.toLowerCase(Locale.ROOT));
        return isWord && CONSTANT.matcher(text).matches() ? Figures.word(text) : text;
    }

    private static boolean isAmount(JsonNode node) {
        return node.size() == 3
                && node.path("value").isIntegralNumber()
                && node.has("stringValue")
                && Currency.find(node.path("currency").asText()).isPresent();
    }

    private static String amount(JsonNode node) {
        var currency = Currency.known(node.path("currency").asText());
        return Figures.amount(node.path("value").bigIntegerValue(), currency)
                + " "
                + currency.code();
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isObject() ? node : Json.object();
    }

    private static void addList(
            List<ChangeRow> rows,
            String name,
            JsonNode before,
            JsonNode after,
            Map<String, String> names) {
        boolean ofObjects = before.path(0).isObject() || after.path(0).isObject();
        if (ofObjects) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                add(rows, name + " " + (i + 1), before.path(i), after.path(i), names);
            }
            return;
        }
        var was = texts(before, names);
        var willBe = texts(after, names);
        var all = new LinkedHashSet<>(was);
        all.addAll(willBe);
        all.stream()
                .filter(one -> was.contains(one) != willBe.contains(one))
                .forEach(
                        one ->
                                rows.add(
                                        new ChangeRow(
                                                name,
                                                was.contains(one) ? one : "",
                                                willBe.contains(one) ? one : "")));
        was.retainAll(willBe);
        if (!was.isEmpty()) {
            String same = was.size() > 3 ? was.size() + " stay" : String.join(", ", was);
            rows.add(new ChangeRow(name, same, same));
        }
    }

    private static Set<String> texts(JsonNode list, Map<String, String> names) {
        var texts = new LinkedHashSet<String>();
        list.forEach(one -> texts.add(worded("", text(one, names))));
        return texts;
    }

    private static String text(JsonNode node, Map<String, String> names) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (isAmount(node)) {
            return amount(node);
        }
        String text = node.isBoolean() ? (node.asBoolean() ? "yes" : "no") : node.asText();
        return names.getOrDefault(text, text);
    }

    private ChangeRow under(String parent) {
        return new ChangeRow(parent + ", " + name.toLowerCase(Locale.ROOT), before, after);
    }

    /** A member as words: {@code approvalSteps}, "Approval steps". */
    private static String label(String member) {
        String words =
                member.replaceAll("Ids?$", "")
                        .replaceAll("([a-z])([A-Z])", "$1 $2")
                        .toLowerCase(Locale.ROOT);
        return words.isEmpty()
                ? member
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
