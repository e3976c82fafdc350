package kontor.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kontor.encodings.Sha256;
import kontor.guides.Block;
import kontor.guides.Guide;
import kontor.guides.Guides;
import kontor.manual.Book;
import kontor.manual.ErrorCode;
import kontor.manual.Field;
import kontor.manual.Operation;
import kontor.wire.Json;

/**
 * What can be found: guides with their sections, operations, fields and error codes. The script
 * fetches it once and then needs no network; the search page uses the same.
 *
 * @param json an array of kind, title, address and text for each entry
 * @param path where the script finds it
 */
public record SearchIndex(List<Entry> entries, String json, String path) {

    static final String FOLDER = ReferenceRoutes.HOME + "/index/";

    private static final int MOST_FOUND = 60;
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_TEXT = 160;

    /** Something to be found, and the page where it stands. */
    public record Entry(String kind, String title, String path, String text) {

        private boolean hasAll(List<String> words) {
            String all = (title + ' ' + text + ' ' + path).toLowerCase(Locale.ROOT);
            return words.stream().allMatch(all::contains);
        }

        /** 0 is best; the script ranks in the same way. */
        private int rank(String query) {
            String name = title.toLowerCase(Locale.ROOT);
            if (name.equals(query)) {
                return 0;
            }
            return name.startsWith(query) ? 1 : name.contains(query) ? 2 : 3;
        }
    }

    static SearchIndex of(Book book, Guides guides) {
        var entries = new ArrayList<Entry>();
        guides.all().forEach(guide -> addGuide(guide, entries));
        var fields = new LinkedHashMap<String, Entry>();
        for (var group : book.groups().values()) {
            for (Operation one : group) {
                String text = one.method() + ' ' + one.path() + ". " + shortened(one.prose());
                entries.add(new Entry("operation", one.title(), page(one), text));
                fields(one)
                        .forEach(field -> fields.putIfAbsent(field.title() + field.text(), field));
            }
        }
        entries.addAll(fields.values());
        for (ErrorCode code : book.codes()) {
            String path = GuideRoutes.CODES + '#' + code.code();
            entries.add(new Entry("error", code.code(), path, code.meaning() + ' ' + code.cure()));
        }
        String json = json(entries);
        return new SearchIndex(List.copyOf(entries), json, FOLDER + digest(json) + ".json");
    }

    private static void addGuide(Guide guide, List<Entry> entries) {
        String page = GuideRoutes.FOLDER + guide.name();
        entries.add(new Entry("guide", guide.title(), page, shortened(guide.lead())));
        for (Block.Section section : guide.sections()) {
            String path = page + '#' + section.id();
            entries.add(new Entry("guide", section.title(), path, guide.title()));
        }
    }

    private static Stream<Entry> fields(Operation one) {
        return Stream.concat(
                Stream.of("p", "q", "h")
                        .flatMap(
                                place ->
                                        one.parameters(place).stream()
                                                .map(field -> entry(one, place, field))),
                one.bodyFields().stream().map(field -> entry(one, "b", field)));
    }

    private static Entry entry(Operation one, String place, Field field) {
        String text = shortened(field.prose()) + " In: " + one.title() + '.';
        return new Entry("field", field.name(), page(one) + '#' + place + '.' + field.key(), text);
    }

    private static String page(Operation one) {
        return ReferenceRoutes.HOME + '/' + one.id();
    }

    private static String shortened(String text) {
        String plain = text.replace("`", "").replaceAll("\\s+", " ").strip();
        return plain.length() <= LONGEST_TEXT
                ? plain
                : plain.substring(0, plain.lastIndexOf(' ', LONGEST_TEXT)) + " ...";
    }

    private static String json(List<Entry> entries) {
        var array = Json.array();
        for (Entry one : entries) {
            array.addArray().add(one.kind).add(one.title).add(one.path).add(one.text);
        }
        return Json.write(array);
    }

    private static String digest(String json) {
        return HexFormat.of().formatHex(Sha256.of(json), 0, 6);
    }

    /** The best first: what has the words in its title, then what has them anywhere. */
    List<Entry> find(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var words = Arrays.stream(wanted.split("\\s+")).limit(MOST_WORDS).toList();
        return entries.stream()
                .filter(one -> one.hasAll(words))
                .sorted(Comparator.comparingInt(one -> one.rank(wanted)))
                .limit(MOST_FOUND)
                .toList();
    }
}
