package kontor.db;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The columns of the rows that one statement writes, said once: their lists stand in its text as
 * {@code %s}, and their values travel as one array a column. In the text they are rows of {@code
 * u}, and the arrays are parameters that have the names of their columns.
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

    /**
     * Rows of an update that must be at a version: {@code u.expected}, bound by {@link
     * #bound(SqlStatement, List, ToIntFunction)}.
     */
    @SafeVarargs
    public static <R> Rows<R> versioned(Column<R>... columns) {
        Column<R> expected = Column.<R>number(EXPECTED, _ -> null).asKey();
        return new Rows<>(Stream.concat(Stream.of(columns), Stream.of(expected)).toList());
    }

    /** These columns and those. */
    public Rows<R> and(Rows<R> more) {
        return new Rows<>(Stream.concat(columns.stream(), more.columns.stream()).toList());
    }

    /**
     * The text of an insert, in which three {@code %s} stand for these rows: the names of the
     * columns, what {@code SELECT} writes into them, and what it selects {@code FROM}.
     */
    public String insert(String text) {
        return text.formatted(names(), joined(columns.stream().map(Column::written)), given());
    }

    /**
     * The text of an update, in which two {@code %s} stand for these rows: what is {@code SET}, all
     * but the key, and what is read {@code FROM}.
     */
    public String update(String text) {
        return text.formatted(
                joined(
                        columns.stream()
                                .filter(column -> !column.key())
                                .map(column -> column.name() + " = " + column.written())),
                given());
    }

    private String names() {
        return joined(columns.stream().map(Column::name));
    }

    private String given() {
        var arrays = columns.stream().map(one -> ":" + one.name() + "::" + one.type() + "[]");
        return "unnest(%s) AS u (%s)".formatted(joined(arrays), names());
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

    /**
     * Writes rows of a versioned {@link #update}, in which {@code :now} is the time; each must
     * still be at the version that is expected of it.
     *
     * @param what the rows, in the plural, for the message
     * @throws IllegalStateException when one is not, and then nothing may be committed
     */
    public <T extends R> void change(
            Tx tx, String update, String what, List<T> after, ToIntFunction<? super T> expected) {
        if (after.isEmpty()) {
            return;
        }
        int rows = bound(tx.update(update), after, expected).bind("now", tx.now()).execute();
        Tx.allChanged(rows, after.size(), what);
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
