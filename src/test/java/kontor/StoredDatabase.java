package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Everything that stands in a database of some version of the schema, kept in a file of JSON lines:
 * first the keys of a user, then table and row by turns. Written once, by the build of that
 * version.
 */
final class StoredDatabase {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TABLES =
            """
            SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
              AND table_name <> 'schema_history'
            ORDER BY 1
            """;

    private static final String ROWS = "SELECT row_to_json(t) FROM %s t LIMIT %d";

    private static final String GENERATED =
            """
            SELECT attname FROM pg_attribute
            WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated <> ''
            """;

    private static final String INSERT =
            """
            INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
            SELECT %2$s FROM json_populate_record(null::%1$s, ?::json)
            """;

    private static final String COUNTERS =
            """
            SELECT format('SELECT setval(pg_get_serial_sequence(''%1$I.%2$I'', ''%3$s''),'
                          ' (SELECT coalesce(max(%3$I), 0) + 1 FROM %1$I.%2$I))',
                          table_schema, table_name, column_name)
            FROM information_schema.columns WHERE is_identity = 'YES'
            """;

    private StoredDatabase() {}

    /** Writes what a superuser sees at this address. */
    static void write(Path file, String jdbcUrl, Map<String, String> keys)
            throws SQLException, IOException {
        write(file, jdbcUrl, keys, Integer.MAX_VALUE);
    }

    /**
     * @param most rows of a table
     */
    static void write(Path file, String jdbcUrl, Map<String, String> keys, int most)
            throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var out =
                        new BufferedWriter(
                                new OutputStreamWriter(
                                        new GZIPOutputStream(Files.newOutputStream(file)),
                                        StandardCharsets.UTF_8))) {
            out.write(JSON.writeValueAsString(keys) + "\n");
            for (String table : texts(connection, TABLES)) {
                for (String row : texts(connection, ROWS.formatted(table, most))) {
                    out.write(table + "\n" + row + "\n");
                }
            }
        }
    }

    /**
     * Puts it into the same schema, as a superuser, who may leave references for later.
     *
     * @return the keys of a user
     */
    static Map<String, String> load(Path file, String jdbcUrl) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var in = reader(file)) {
            var keys = keys(JSON.readTree(in.readLine()));
            connection.setAutoCommit(false);
            execute(connection, "SET session_replication_role = replica");
            for (String table : texts(connection, TABLES)) {
                execute(connection, "DELETE FROM " + table);
            }
            for (String table = in.readLine(); table != null; table = in.readLine()) {
                insert(connection, table, in.readLine());
            }
            for (String set : texts(connection, COUNTERS)) {
                execute(connection, set);
            }
            connection.commit();
            return keys;
        }
    }

    /**
     * A row that {@link #load} has put in.
     *
     * @param columns without those that are worked out
     * @param organization whose it is; empty where it is nobody's
     */
    record Row(String table, String columns, String organization) {}

    /** One of each table. */
    static List<Row> rows(Path file, Connection connection) throws SQLException, IOException {
        var rows = new TreeMap<String, Row>();
        try (var in = reader(file)) {
            in.readLine();
            for (String table = in.readLine(); table != null; table = in.readLine()) {
                String row = in.readLine();
                String owner = JSON.readTree(row).path("organization_id").asText();
                if (!rows.containsKey(table)) {
                    rows.put(table, new Row(table, written(connection, table, row), owner));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    /** The columns of this row that a statement may write. */
    private static String written(Connection connection, String table, String row)
            throws SQLException, IOException {
        var names = new TreeSet<>(columns(row));
        names.removeAll(texts(connection, GENERATED.formatted(table)));
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    private static List<String> columns(String row) throws IOException {
        var names = new ArrayList<String>();
        JSON.readTree(row).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    private static Map<String, String> keys(JsonNode line) {
        var keys = new LinkedHashMap<String, String>();
        line.properties().forEach(one -> keys.put(one.getKey(), one.getValue().asText()));
        return keys;
    }

    /** As the version that wrote it does: without the columns that it did not know. */
    private static void insert(Connection connection, String table, String row)
            throws SQLException, IOException {
        String columns = written(connection, table, row);
        try (var statement = connection.prepareStatement(INSERT.formatted(table, columns))) {
            statement.setString(1, row);
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
