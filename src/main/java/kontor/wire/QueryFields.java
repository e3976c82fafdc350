package kontor.wire;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.nearnames.NearName;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, read by name and type. An empty value counts as absent, a name that
 * nobody knows is ignored, and the first value of the wrong shape is refused, as is a second one
 * where only one can count.
 */
public final class QueryFields {

    private static final Set<String> OF_EVERY_LIST = Set.of("limit", "token");

    /** The one range that has other words for its ends too. */
    private static final String DATES = "date";

    private static final Set<String> ENDS_OF_DATES = Set.of("fromDate", "toDate");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,100}");

    private final Map<String, List<String>> values;
    private final Set<String> known;
    private final Set<String> asked = new HashSet<>();

    private QueryFields(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        this.known = known;
    }

    /**
     * @param known the names that may be read besides {@code limit} and {@code token}; {@code date}
     *     stands for {@code date[gte]}, {@code fromDate} and the like too
     */
    public static QueryFields of(Map<String, List<String>> values, Collection<String> known) {
        return new QueryFields(values, Set.copyOf(known));
    }

    public boolean knows(String name) {
        int bracket = name.indexOf('[');
        return OF_EVERY_LIST.contains(name)
                || known.contains(bracket < 0 ? name : name.substring(0, bracket))
                || ENDS_OF_DATES.contains(name) && known.contains(DATES);
    }

    /** Whether it was sent, with a value or without. */
    public boolean names(String name) {
        return knows(name) && values.containsKey(name);
    }

    /** The names that have a value and that nobody has asked for, in the order of the alphabet. */
    public List<String> unread() {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(value -> !value.isEmpty()))
                .map(Map.Entry::getKey)
                .filter(name -> !asked.contains(name))
                .sorted()
                .toList();
    }

    /**
     * The names that may be read, and once all have been read their ends, such as {@code
     * amount[gte]}, and those of every list.
     */
    public List<String> readable() {
        return Stream.concat(known.stream(), asked.stream())
                .filter(name -> !name.endsWith("[]"))
                .distinct()
                .sorted()
                .toList();
    }

    /** Its value, as it was sent; two would be a question with two answers. */
    public Optional<String> text(String name) {
        var all = texts(name);
        if (all.size() > 1) {
            throw invalid(name, "must be given once, not " + all.size() + " times");
        }
        return all.stream().findFirst();
    }

    public List<String> texts(String name) {
        if (!knows(name)) {
            throw new IllegalStateException(
                    name + " is read but not declared; declared are " + new TreeSet<>(known));
        }
        asked.add(name);
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * @param message what the rest of the sentence "must be ..." says of any other text
     */
    public Optional<String> matching(String name, Pattern pattern, String message) {
        var text = text(name);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            throw invalid(name, message);
        }
        return text;
    }

    /** An id; another text would find nothing, so it is a fault. */
    public Optional<UUID> id(String name) {
        return text(name).map(text -> id(name, text));
    }

    /** Ids in a parameter that may be repeated, also as {@code name[]}. */
    public List<UUID> ids(String name, int most) {
        var texts = repeated(name).toList();
        if (texts.size() > most) {
            throw invalid(name, "must not be repeated more than " + most + " times");
        }
        return texts.stream().map(text -> id(name, text)).toList();
    }

    private Stream<String> repeated(String name) {
        return Stream.concat(texts(name).stream(), texts(name + "[]").stream());
    }

    private static UUID id(String name, String text) {
        return Ids.parse(text).orElseThrow(() -> invalid(name, "must be an id"));
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> choices) {
        return text(name).map(text -> oneOf(name, text, choices));
    }

    /** What may be repeated, also as {@code name[]}, or have several words between commas. */
    public <E extends Enum<E>> List<E> manyOf(String name, Class<E> choices) {
        return repeated(name)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> oneOf(name, text, choices))
                .distinct()
                .toList();
    }

    private static <E extends Enum<E>> E oneOf(String name, String text, Class<E> choices) {
        String wanted = text.toUpperCase(Locale.ROOT);
        var all = Arrays.asList(choices.getEnumConstants());
        return all.stream()
                .filter(choice -> choice.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> invalid(name, "must be one of " + names(all)));
    }

    private static <E extends Enum<E>> String names(List<E> choices) {
        return choices.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    public Optional<Boolean> bool(String name) {
        return text(name)
                .map(
                        text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw invalid(name, "must be true or false");
                                });
    }

    /**
     * What decides what is done: without a value it is refused, and so is every name that is not
     * known, which may have meant it.
     */
    public boolean flag(String name) {
        boolean says = bool(name).orElse(false);
        if (values.containsKey(name) && texts(name).isEmpty()) {
            throw invalid(name, "must be true or false");
        }
        for (String other : values.keySet()) {
            if (!knows(other)) {
                throw new InvalidRequest(
                        new Fault(
                                other,
                                "unknown_member",
                                "is no parameter here" + NearName.hint(other, readable())));
            }
        }
        return says;
    }

    /** The only one of some words, for an equality in SQL; null where there are none or several. */
    public static <E extends Enum<E>> @Nullable String only(List<E> words) {
        return words.size() == 1 ? words.getFirst().name() : null;
    }

    /** Several words for SQL; null where there are none or only one. */
    public static <E extends Enum<E>> String @Nullable [] several(List<E> words) {
        return words.size() > 1 ? words.stream().map(Enum::name).toArray(String[]::new) : null;
    }

    /** Words as one value that {@link #manyOf} reads; empty where there are none. */
    public static <E extends Enum<E>> String words(List<E> words) {
        return words.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Free text of 3 to 255 characters. */
    public Optional<String> freeText(String name) {
        var text = text(name);
        if (text.isPresent()
                && (text.get().strip().length() < 3
                        || text.get().length() > 255
                        || !Utf8.storable(text.get()))) {
            throw invalid(name, "must have 3 to 255 characters");
        }
        return text;
    }

    /**
     * A range: {@code date=}, {@code date[eq]=}, {@code date[gte]=}, {@code date[lte]=}; of {@code
     * date} also {@code fromDate=} and {@code toDate=}. All that are told hold.
     */
    public DateRange dates(String name) {
        var equal = date(name).or(() -> date(name + "[eq]"));
        var from = later(equal, date(name + "[gte]"));
        var to = earlier(equal, date(name + "[lte]"));
        return name.equals(DATES)
                ? new DateRange(later(from, date("fromDate")), earlier(to, date("toDate")))
                : new DateRange(from, to);
    }

    private static Optional<LocalDate> later(Optional<LocalDate> a, Optional<LocalDate> b) {
        return both(a, b, (x, y) -> x.isAfter(y) ? x : y);
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> a, Optional<LocalDate> b) {
        return both(a, b, (x, y) -> x.isBefore(y) ? x : y);
    }

    /** A day, as RFC 3339 writes it. */
    public Optional<LocalDate> date(String name) {
        return text(name)
                .map(
                        text ->
                                DateRange.parse(text)
                                        .orElseThrow(() -> invalid(name, DateRange.problem(text))));
    }

    private static Optional<LocalDate> both(
            Optional<LocalDate> a, Optional<LocalDate> b, BinaryOperator<LocalDate> stricter) {
        return a.isPresent() && b.isPresent()
                ? Optional.of(stricter.apply(a.get(), b.get()))
                : a.or(() -> b);
    }

    /** How many rows a page has; what is out of range is brought into it. */
    public int limit() {
        return matching("limit", WHOLE_NUMBER, "must be a whole number from 1 to 500")
                .map(
                        text ->
                                new BigInteger(text)
                                        .max(BigInteger.ONE)
                                        .min(BigInteger.valueOf(PageRequest.MOST))
                                        .intValue())
                .orElse(PageRequest.USUAL);
    }

    /**
     * All that changes which rows a list has, always in the same words: every known name that has a
     * value, without the page.
     */
    public String filters() {
        return values.entrySet().stream()
                .filter(entry -> knows(entry.getKey()) && !OF_EVERY_LIST.contains(entry.getKey()))
                .filter(entry -> entry.getValue().stream().anyMatch(value -> !value.isEmpty()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    private static InvalidRequest invalid(String name, String message) {
        return new InvalidRequest(Fault.invalid(name, message));
    }
}
