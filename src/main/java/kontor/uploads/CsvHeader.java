package kontor.uploads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.nearnames.NearName;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** The first row of a CSV file: which cell fills which member of a record. */
final class CsvHeader {

    private static final String METADATA = "metadata.";
    private static final String UNKNOWN = "column_unknown";
    private static final int MOST_COLUMNS = 256;
    private static final int NAMES_SHOWN = 3;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final Pattern LATER = Pattern.compile("([A-Za-z.]+)\\.[1-9]\\.([A-Za-z]+)");

    /** A place for a cell: the object it goes into, by its number in {@code objects}. */
    private record Place(int object, String member, boolean number) {}

    /**
     * An object of the record: inside which other one (-1: the record itself), under which name.
     */
    private record Nested(int outer, String member, boolean inArray) {}

    private final List<String> names;
    private final Map<String, CsvColumn> known = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Nested> nested = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Refuses with every fault of the header at once. */
    CsvHeader(List<String> written, List<CsvColumn> columns) {
        this.names = withoutBlanksAtEnd(written);
        columns.forEach(column -> known.put(column.path(), column));
        columns.forEach(column -> known.put(column.name(), column));
        refuseUnreadable();
        var faults = new ArrayList<Fault>();
        var seen = read(faults, columns);
        if (seen.isEmpty() && faults.stream().noneMatch(CsvHeader::isHint)) {
            throw new InvalidRequest(noHeader(columns));
        }
        tellOnce(faults, columns);
        faults.addAll(missing(columns, seen));
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }

    /** The paths of the columns that are known. */
    private Set<String> read(List<Fault> faults, List<CsvColumn> columns) {
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            CsvColumn column = column(name);
            if (column == null) {
                faults.add(unknown(name, i + 1, columns));
            } else if (!seen.add(column.path())) {
                String twice = "column " + (i + 1) + ": " + name + " stands in the header twice";
                faults.add(fault("column_repeated", twice));
            } else {
                places.add(place(column));
            }
        }
        return seen;
    }

    /** Spreadsheets write cells for columns that are no longer used. */
    private static List<String> withoutBlanksAtEnd(List<String> names) {
        int size = names.size();
        while (size > 0 && names.get(size - 1).isBlank()) {
            size--;
        }
        return names.subList(0, size);
    }

    /** What is no header at all, and would only make a long answer. */
    private void refuseUnreadable() {
        if (names.size() > MOST_COLUMNS) {
            String many = "the header has " + names.size() + " columns, more than " + MOST_COLUMNS;
            throw new InvalidRequest(fault("column_count", many));
        }
        if (names.stream().anyMatch(name -> name.indexOf(0) >= 0)) {
            String zeros = "has zero bytes in its header, as UTF-16 has; save it as UTF-8";
            throw new InvalidRequest(fault("invalid_encoding", zeros));
        }
    }

    private static Fault fault(String code, String message) {
        return new Fault(UploadFormat.CSV_FILE.path(), code, message);
    }

    private static Fault noHeader(List<CsvColumn> columns) {
        var required = columns.stream().filter(CsvColumn::required).map(CsvColumn::name);
        String some = required.limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return fault(
                "header_missing",
                "the first line must be the header, with names like "
                        + some
                        + ", and commas, semicolons or tabs between them");
    }

    /** Nobody knows the name, but somebody may have meant another one. */
    private static boolean isHint(Fault fault) {
        return fault.message().endsWith("?");
    }

    /** What is known stands once in the answer, behind the last that is unknown. */
    private static void tellOnce(List<Fault> faults, List<CsvColumn> columns) {
        for (int i = faults.size() - 1; i >= 0; i--) {
            Fault one = faults.get(i);
            if (one.code().equals(UNKNOWN)) {
                String names =
                        columns.stream().map(CsvColumn::shown).collect(Collectors.joining(", "));
                String there = isHint(one) ? " There are " : "; there are ";
                faults.set(i, fault(UNKNOWN, one.message() + there + names + ", metadata.<key>"));
                return;
            }
        }
    }

    private List<Fault> missing(List<CsvColumn> columns, Set<String> seen) {
        var faults = new ArrayList<Fault>();
        columns.stream()
                .filter(column -> column.required() && !seen.contains(column.path()))
                .forEach(column -> faults.add(missing(column.name())));
        if (known.containsKey("amount.value")
                && !seen.contains("amount.stringValue")
                && !seen.contains("amount.value")) {
            faults.add(missing("amount.stringValue"));
        }
        return faults;
    }

    /** By its short name, by its path, with a key, or by the path of a later place in an array. */
    private @Nullable CsvColumn column(String name) {
        CsvColumn column = known.get(name);
        if (column != null && !column.isKeyed()) {
            return column;
        }
        int key = keyOf(name);
        boolean isKeyed =
                key > 0
                        && key < name.length()
                        && (key == METADATA.length() || known.containsKey(name.substring(0, key)));
        boolean isLater =
                LATER.matcher(name).matches()
                        && known.containsKey(LATER.matcher(name).replaceFirst("$1.0.$2"));
        return isKeyed || isLater ? CsvColumn.optional(name) : null;
    }

    /** Where in a name the key of metadata begins; 0 where there is none. */
    private static int keyOf(String name) {
        int at = ("." + name).indexOf("." + METADATA);
        return at < 0 ? 0 : at + METADATA.length();
    }

    private static Fault unknown(String name, int number, List<CsvColumn> columns) {
        if (name.isEmpty()) {
            return fault(UNKNOWN, "column " + number + " has no name");
        }
        var names = columns.stream().map(CsvColumn::name).toList();
        String what = "column " + number + ": " + shortened(name) + " is no column";
        return fault(UNKNOWN, what + NearName.hint(name, names));
    }

    private static String shortened(String name) {
        String line = name.lines().findFirst().orElse("");
        return line.length() > 64 ? line.substring(0, 64) + "..." : line;
    }

    private static Fault missing(String name) {
        return fault("column_missing", "the header lacks " + name);
    }

    private Place place(CsvColumn column) {
        int key = keyOf(column.path());
        if (key > 0) {
            String metadata = column.path().substring(0, key - 1);
            return new Place(
                    object(List.of(metadata.split("\\."))), column.path().substring(key), false);
        }
        var parts = Arrays.asList(column.path().split("\\."));
        int last = parts.size() - 1;
        return new Place(object(parts.subList(0, last)), parts.get(last), column.number());
    }

    /**
     * The number of the object that these parts lead to; a digit as a part is a place in an array.
     */
    private int object(List<String> parts) {
        if (parts.isEmpty()) {
            return -1;
        }
        String path = String.join(".", parts);
        Integer number = numbers.get(path);
        if (number != null) {
            return number;
        }
        boolean inArray = Character.isDigit(parts.getLast().charAt(0));
        int name = inArray ? parts.size() - 2 : parts.size() - 1;
        nested.add(new Nested(object(parts.subList(0, name)), parts.get(name), inArray));
        numbers.put(path, nested.size() - 1);
        return nested.size() - 1;
    }

    /** Why these cells are no record under this header; empty where they are. */
    Optional<Fault> misfit(List<String> cells) {
        if (isHeader(cells)) {
            return Optional.of(
                    new Fault(
                            "",
                            "header_repeated",
                            "is a header in the middle of the file; leave this line out"));
        }
        boolean isLonger = withoutBlanksAtEnd(cells).size() > places.size();
        if (cells.size() >= places.size() && !isLonger) {
            return Optional.empty();
        }
        String has = "has " + cells.size() + (cells.size() == 1 ? " cell" : " cells");
        return Optional.of(
                new Fault("", "column_count", has + ", the header has " + places.size()));
    }

    /** Files that were put together bring the header of each, which may say more than this one. */
    private boolean isHeader(List<String> cells) {
        if (column(plain(cells.getFirst())) == null) {
            return false;
        }
        var filled = cells.stream().filter(cell -> !cell.isBlank()).toList();
        long names = filled.stream().filter(cell -> column(plain(cell)) != null).count();
        return names > 1 && 2 * names > filled.size();
    }

    private static String plain(String name) {
        return name.replace("\ufeff", "").strip();
    }

    /** As they were written. */
    List<String> names() {
        return names;
    }

    /** The record of a row that fits; an empty cell is absent. */
    ObjectNode record(List<String> cells) {
        var record = Json.object();
        var objects = new ObjectNode[nested.size()];
        for (int i = 0; i < places.size(); i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty()) {
                Place place = places.get(i);
                ObjectNode object = object(record, objects, place.object);
                if (place.number && WHOLE_NUMBER.matcher(cell).matches()) {
                    object.put(place.member, Long.parseLong(cell));
                } else {
                    object.put(place.member, cell);
                }
            }
        }
        return record;
    }

    private ObjectNode object(ObjectNode record, @Nullable ObjectNode[] objects, int number) {
        if (number < 0) {
            return record;
        }
        ObjectNode made = objects[number];
        if (made == null) {
            Nested place = nested.get(number);
            ObjectNode outer = object(record, objects, place.outer);
            made =
                    place.inArray
                            ? array(outer, place.member).addObject()
                            : outer.putObject(place.member);
            objects[number] = made;
        }
        return made;
    }

    private static ArrayNode array(ObjectNode outer, String member) {
        return outer.get(member) instanceof ArrayNode array ? array : outer.putArray(member);
    }
}
