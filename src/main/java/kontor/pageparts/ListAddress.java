package kontor.pageparts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kontor.forms.Choice;
import kontor.pages.Figures;
import kontor.wire.QueryFields;

/**
 * Where a list is: its path and what narrows it, as a person sees it in the address.
 *
 * @param filters by name, in the order of the page; only those that are set
 */
public record ListAddress(String path, Map<String, String> filters) {

    public ListAddress {
        filters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /**
     * @param names of all parameters that narrow the list, as its route declares them, so that none
     *     is lost on the way to the next page; {@code date} stands for {@code date[gte]} and {@code
     *     date[lte]} too
     */
    public static ListAddress of(String path, QueryFields query, List<String> names) {
        var filters = new LinkedHashMap<String, String>();
        names.stream()
                .flatMap(name -> Stream.of(name, name + "[gte]", name + "[lte]"))
                .forEach(name -> query.text(name).ifPresent(text -> filters.put(name, text)));
        return new ListAddress(path, filters);
    }

    public boolean isNarrowed() {
        return !filters.isEmpty();
    }

    /** Empty where the list is not narrowed by it. */
    public String value(String name) {
        return filters.getOrDefault(name, "");
    }

    /** The days that narrow it, as a person says them. */
    public String days() {
        String from = value("date[gte]");
        String to = value("date[lte]");
        if (from.isEmpty() && to.isEmpty()) {
            return "any day";
        }
        return from.isEmpty() ? "until " + to : to.isEmpty() ? "since " + from : from + " to " + to;
    }

    /**
     * How the own account is called that narrows it.
     *
     * @param accounts those that may be chosen
     */
    public String account(List<Choice> accounts) {
        String id = value("accountId");
        return accounts.stream()
                .filter(one -> one.value().equals(id))
                .map(Choice::label)
                .findFirst()
                .orElse(id.isEmpty() ? "any account" : "one account");
    }

    /** Those that a form keeps beside the ones it asks for. */
    public Map<String, String> besides(String... asked) {
        var others = new LinkedHashMap<>(filters);
        others.keySet().removeAll(List.of(asked));
        return others;
    }

    /** The same list without these filters. */
    public String without(String... names) {
        return address(besides(names));
    }

    /** The same list, narrowed by this too; an empty value narrows nothing. */
    public String with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** The same by several. */
    public String with(Map<String, String> narrower) {
        var more = besides(narrower.keySet().toArray(String[]::new));
        new TreeMap<>(narrower)
                .forEach(
                        (name, value) -> {
                            if (!value.isEmpty()) {
                                more.put(name, value);
                            }
                        });
        return address(more);
    }

    /**
     * Another page of it.
     *
     * @param token empty behind the last page, which has no next one: the answer is empty too
     */
    public String page(String token) {
        return token.isEmpty() ? "" : with("token", token);
    }

    /** The same list as a file for a spreadsheet. */
    public String csv() {
        return new ListAddress(path + ".csv", filters).without();
    }

    private String address(Map<String, String> pairs) {
        var written = new ArrayList<String>();
        pairs.forEach(
                (name, value) ->
                        written.add(Figures.inAddress(name) + "=" + Figures.inAddress(value)));
        return written.isEmpty() ? path : path + "?" + String.join("&", written);
    }
}
