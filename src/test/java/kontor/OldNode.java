package kontor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.util.PSQLException;

/**
 * What a node of one version asks of the database: the texts of its statements, with {@code $1} for
 * the first parameter. They stand in its classes, so nothing has to run for them.
 *
 * @param statements those that can be planned without the values of their parameters
 */
record OldNode(List<String> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CLASSES = Path.of("target/classes");

    private static final Pattern STATEMENT =
            Pattern.compile("(?s)\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\\s.*");

    /** Others stand in it first. */
    private static final Pattern PATTERN = Pattern.compile("%(\\d\\$)?s");

    private static final Pattern PARAMETER =
            Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|::|:([a-zA-Z_]\\w*)");

    private static final Pattern UNTYPED =
            Pattern.compile("could not determine data type of parameter (\\$\\d+)");

    private static final Pattern INSERT =
            Pattern.compile("(?i)\\bINSERT INTO (\\w+(?:\\.\\w+)?)(?: AS \\w+)?\\s*\\(([^()]*)\\)");

    /** What an insert writes. */
    record Insert(String table, List<String> columns) {}

    List<Insert> inserts() {
        var inserts = new ArrayList<Insert>();
        for (String statement : statements) {
            var found = INSERT.matcher(statement);
            while (found.find()) {
                var columns = List.of(found.group(2).strip().split("\\s*,\\s*"));
                inserts.add(new Insert(found.group(1), columns));
            }
        }
        return inserts;
    }

    static OldNode read(Path file) throws IOException {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return new OldNode(texts(in.readLine()));
        }
    }

    private static List<String> texts(String line) throws IOException {
        var texts = new ArrayList<String>();
        JSON.readTree(line).forEach(one -> texts.add(one.asText()));
        return texts;
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)),
                                StandardCharsets.UTF_8))) {
            out.write(JSON.writeValueAsString(statements) + "\n");
        }
    }

    /** The one of these classes, as far as the database of its own version takes it. */
    static OldNode ofToday(String jdbcUrl) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            var statements = new ArrayList<String>();
            for (String text : texts()) {
                if (STATEMENT.matcher(text).matches() && !PATTERN.matcher(text).find()) {
                    planned(connection, numbered(text)).ifPresent(statements::add);
                }
            }
            return new OldNode(statements);
        }
    }

    /**
     * Every text of its classes: those that stand in them, and those that are made at the start.
     */
    private static Set<String> texts() throws IOException {
        var texts = new TreeSet<String>();
        try (var files = Files.walk(CLASSES.resolve("kontor"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
                        .filter(StringEntry.class::isInstance)
                        .forEach(one -> texts.add(((StringEntry) one).stringValue()));
                if (file.toString().endsWith("Table.class")) {
                    made(file).forEach(texts::add);
                }
            }
        }
        return texts;
    }

    private static Stream<String> made(Path file) {
        String name = CLASSES.relativize(file).toString().replace('/', '.');
        try {
            var texts = new ArrayList<String>();
            for (var field : Class.forName(name.replaceAll("\\.class$", "")).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                    field.setAccessible(true);
                    texts.add((String) field.get(null));
                }
            }
            return texts.stream();
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException(name, unknown);
        }
    }

    private static String numbered(String text) {
        var names = new ArrayList<String>();
        return PARAMETER
                .matcher(text)
                .replaceAll(
                        found -> {
                            String name = found.group(1);
                            if (name == null) {
                                return Matcher.quoteReplacement(found.group());
                            }
                            if (!names.contains(name)) {
                                names.add(name);
                            }
                            return "\\$" + (names.indexOf(name) + 1);
                        });
    }

    /** With a type for those parameters of which only the driver knows one. */
    private static Optional<String> planned(Connection connection, String statement) {
        String text = statement;
        while (true) {
            var problem = problem(connection, text);
            if (problem.isEmpty()) {
                return Optional.of(text);
            }
            var untyped = UNTYPED.matcher(problem.get());
            if (!untyped.find()) {
                return Optional.empty();
            }
            String parameter = Pattern.quote(untyped.group(1)) + "(?!\\d|::)";
            String typed = text.replaceAll(parameter, "\\" + untyped.group(1) + "::text");
            if (typed.equals(text)) {
                return Optional.empty();
            }
            text = typed;
        }
    }

    /** Why PostgreSQL cannot plan it; empty where it can. */
    static Optional<String> problem(Connection connection, String statement) {
        try (var explain = connection.createStatement()) {
            explain.setEscapeProcessing(false);
            explain.execute("EXPLAIN (GENERIC_PLAN) " + statement);
            return Optional.empty();
        } catch (PSQLException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (SQLException broken) {
            throw new UncheckedIOException(new IOException(broken));
        }
    }
}
