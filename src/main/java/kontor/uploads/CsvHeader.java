package kontor.uploads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** The first row of a CSV file: which cell fills which member of a record. */
final class CsvHeader {

    private static final String METADATA = "metadata.";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final Pattern LATER = Pattern.compile("([A-Za-z.]+)\\.[1-9]\\.([A-Za-z]+)");

    /** A place for a cell: the object it goes into, by its number in {@code objects}. */
    private record Place(int object, String member, boolean number) {}

    /**
     * An object of the record: inside which other one (-1: the record itself), under which name.
     */
    private record Nested(int outer, String member, boolean inArray) {}

    private final List<String> names;
    private final List<Place> places = new ArrayList<>();
    private final List<Nested> nested = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Refuses with every fault of the header at once. */
    CsvHeader(List<String> names, List<CsvColumn> columns) {
        this.names = names;
        var known = new HashMap<String, CsvColumn>();
        columns.forEach(column -> known.put(column.path(), column));
        columns.forEach(column -> known.put(column.name(), column));
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            CsvColumn column = column(name, known);
            if (column == null) {
                faults.add(
                        new Fault(
                                UploadFormat.CSV_FILE.path(),
                                "column_unknown",
                                unknown(name, i + 1, columns)));
            } else if (!seen.add(column.path())) {
                faults.add(
                        new Fault(
                                UploadFormat.CSV_FILE.path(),
                                "column_repeated",
                                "column " + (i + 1) + ": " + name + " stands in the header twice"));
            } else {
                places.add(place(column));
            }
        }
        if (seen.isEmpty()) {
            throw new InvalidRequest(
                    new Fault(
                            UploadFormat.CSV_FILE.path(),
                            "header_missing",
                            "the first line must be the header, with names like amount.currency"));
        }
        faults.addAll(missing(columns, known, seen));
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
    }

    private static List<Fault> missing(
            List<CsvColumn> columns, Map<String, CsvColumn> known, Set<String> seen) {
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

    /** By its short name, by its path, or by the path of a later place in an array. */
    private static @Nullable CsvColumn column(String name, Map<String, CsvColumn> known) {
        if (name.startsWith(METADATA) && name.length() > METADATA.length()) {
            return new CsvColumn(name, name, false, false);
        }
        CsvColumn column = known.get(name);
        if (column == null
                && LATER.matcher(name).matches()
                && known.containsKey(LATER.matcher(name).replaceFirst("$1.0.$2"))) {
            return new CsvColumn(name, name, false, false);
        }
        return column;
    }

    private static String unknown(String name, int number, List<CsvColumn> columns) {
        if (name.isEmpty()) {
            return "column " + number + " has no name";
        }
        String known = columns.stream().map(CsvColumn::name).collect(Collectors.joining(", "));
        return "column "
                + number
                + ": "
                + shortened(name)
                + " is no column; there are "
                + known
                + ", metadata.<key>";
    }

    private static String shortened(String name) {
        String line = name.lines().findFirst().orElse("");
        return line.length() > 64 ? line.substring(0, 64) + "..." : line;
    }

    private static Fault missing(String name) {
        return new Fault(
                UploadFormat.CSV_FILE.path(), "column_missing", "the header lacks " + name);
    }

    private Place place(CsvColumn column) {
        if (column.path().startsWith(METADATA)) {
            return new Place(
                    object(List.of("metadata")), column.path().substring(METADATA.length()), false);
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

    int columns() {
        return places.size();
    }

    /** As they were written. */
    List<String> names() {
        return names;
    }

    /** The record of a row that has as many cells as the header; an empty cell is absent. */
    ObjectNode record(List<String> cells) {
        var record = Json.object();
        var objects = new ObjectNode[nested.size()];
        for (int i = 0; i < cells.size(); i++) {
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
