package kontor.db;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into columns for {@code unnest}: one array per column, with the elements in the order
 * of the rows.
 */
public final class Columns {

    private Columns() {}

    /** The values of one column; null elements become NULL. */
    public static <R, T> @Nullable T[] column(
            List<R> rows,
            IntFunction<@Nullable T[]> array,
            Function<? super R, ? extends @Nullable T> value) {
        @Nullable T[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
