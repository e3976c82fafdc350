package kontor.autogiro;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.core.Tables;

/**
 * Where the fields of one kind of record lie, from {@code tables/autogiro_records.csv}: {@code
 * record} is the section and the code of the record, {@code from} and {@code to} its columns,
 * {@code kind} one of {@link Field.Kind}, {@code need} yes where it must not be blank, {@code
 * value} what a fixed field holds; {@code type} and {@code rule} are the manual's words.
 *
 * @param id e.g. {@code IN.82}
 * @param empty the line of such a record before anything is filled in
 */
record RecordForm(
        String id, String title, List<Field> fields, Map<String, Field> byName, String empty) {

    static final int LINE = 80;

    /** By the id of their section and their code; asked for once a line. */
    private static final Map<String, Map<String, RecordForm>> ALL = load();

    static Optional<RecordForm> find(String section, String code) {
        return Optional.ofNullable(ALL.getOrDefault(section, Map.of()).get(code));
    }

    static Iterable<RecordForm> all() {
        return ALL.values().stream().flatMap(forms -> forms.values().stream()).toList();
    }

    private static Map<String, Map<String, RecordForm>> load() {
        var rows = new LinkedHashMap<String, List<NamedCsvRecord>>();
        for (var row : Tables.rows("autogiro_records")) {
            rows.computeIfAbsent(row.getField("record"), _ -> new ArrayList<>()).add(row);
        }
        var forms = new LinkedHashMap<String, Map<String, RecordForm>>();
        rows.forEach(
                (id, fields) -> {
                    int end = id.lastIndexOf('.');
                    forms.computeIfAbsent(id.substring(0, end), _ -> new HashMap<>())
                            .put(id.substring(end + 1), form(id, fields));
                });
        return forms;
    }

    private static RecordForm form(String id, List<NamedCsvRecord> rows) {
        var fields = new ArrayList<Field>();
        var byName = new HashMap<String, Field>();
        int column = 1;
        for (var row : rows) {
            var field = field(row);
            if (field.from() != column) {
                throw new IllegalStateException(
                        id + " has a gap or an overlap before column " + field.from());
            }
            column = field.to() + 1;
            fields.add(field);
            byName.put(field.name(), field);
        }
        if (column != LINE + 1) {
            throw new IllegalStateException(id + " ends at column " + (column - 1));
        }
        return new RecordForm(
                id,
                rows.getFirst().getField("title"),
                List.copyOf(fields),
                Map.copyOf(byName),
                empty(fields));
    }

    /** A line with its fixed texts and zeros; the rest is filled in by who writes it. */
    private static String empty(List<Field> fields) {
        var line = new StringBuilder(" ".repeat(LINE));
        for (Field field : fields) {
            if (field.kind() == Field.Kind.FIXED) {
                int end = field.from() - 1 + field.value().length();
                line.replace(field.from() - 1, end, field.value());
            } else if (field.kind() == Field.Kind.ZEROS) {
                line.replace(field.from() - 1, field.to(), "0".repeat(field.length()));
            }
        }
        return line.toString();
    }

    private static Field field(NamedCsvRecord row) {
        return new Field(
                row.getField("field"),
                Integer.parseInt(row.getField("from")),
                Integer.parseInt(row.getField("to")),
                Field.Kind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                row.getField("need").equals("yes"),
                row.getField("value"));
    }

    Field field(String name) {
        var field = byName.get(name);
        if (field == null) {
            throw new IllegalStateException("record " + id + " has no field " + name);
        }
        return field;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The first fault of a line of 80 characters that is to be such a record. */
    Optional<String> problem(String line) {
        for (Field field : fields) {
            var problem = field.problem(line);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** How many characters of a line it knows beforehand. */
    int fixedLength() {
        return fields.stream().mapToInt(field -> field.value().length()).sum();
    }

    /** The fixed texts of this record stand in the line. */
    boolean fits(String line) {
        return fitsBut("", line);
    }

    /** All but one of them. */
    boolean fitsBut(String name, String line) {
        if (!name.isEmpty() && !has(name)) {
            return false;
        }
        for (Field field : fields) {
            boolean counts = field.kind() == Field.Kind.FIXED && !field.name().equals(name);
            if (counts && field.problem(line).isPresent()) {
                return false;
            }
        }
        return true;
    }
}
