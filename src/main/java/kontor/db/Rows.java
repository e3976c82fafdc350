package kontor.db;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The columns of the rows that one statement writes, said once: what a statement needs of them
 * stands in its text as {@code %s}, and their values travel as one array a column. In the text they
 * are rows of {@code u}, and parameters have the names of columns.
 */
public final class Rows<R> {

    private static final String EXPECTED = "expected";

    private final List<Column<R>> columns;

    private Rows(List<Column<R>> columns) {
        this.columns = columns;
    }

    @SafeVarargs
    public static <R> Rows<R> of(Column<R>... columns) {
        return new Rows<>(List.of(columns));
    }

    public static <R> Rows<R> of(List<Column<R>> columns) {
        return new Rows<>(List.copyOf(columns));
    }

    /**
     * Rows of an update that must be at a version: {@code u.expected}, bound by {@link
     * #bound(SqlStatement, List, ToIntFunction)}.
     */
    @SafeVarargs
    public static <R> Rows<R> versioned(Column<R>... columns) {
        Column<R> expected = Column.<R>number(EXPECTED, _ -> null).asKey();
        return new Rows<>(Stream.concat(Stream.of(columns), Stream.of(expected)).toList());
    }

    /** The names, as {@code INSERT INTO t (...)} lists them. */
    public String names() {
        return joined(columns.stream().map(Column::name));
    }

    /** What is written, as {@code SELECT} lists it for an insert. */
    public String values() {
        return joined(columns.stream().map(Column::written));
    }

    /** What {@code SET} lists in an update: all but the key. */
    public String changes() {
        return joined(
                columns.stream()
                        .filter(column -> !column.key())
                        .map(column -> column.name() + " = " + column.written()));
    }

    /** The rows themselves, as they stand behind {@code FROM}. */
    public String given() {
        return "unnest(%s) AS u (%s)"
                .formatted(
                        joined(
                                columns.stream()
                                        .map(one -> ":" + one.name() + "::" + one.type() + "[]")),
                        names());
    }

    /** Binds the values of these rows. */
    public <S extends SqlStatement<S>> S bound(S statement, List<? extends R> rows) {
        columns.forEach(column -> statement.bind(column.name(), column.values().apply(rows)));
        return statement;
    }

    /** The same for rows that are expected at a version. */
    public <S extends SqlStatement<S>, T extends R> S bound(
            S statement, List<T> rows, ToIntFunction<? super T> expected) {
        Function<T, Integer> version = expected::applyAsInt;
        return bound(statement, rows).bind(EXPECTED, Columns.column(rows, Integer[]::new, version));
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
