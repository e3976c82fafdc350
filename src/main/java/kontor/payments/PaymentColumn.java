package kontor.payments;

import static kontor.db.Columns.column;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of payments and its value in a row to be written.
 *
 * @param type the element type of the array that {@code unnest} takes
 * @param written what becomes of it in the row: SQL over {@code u}
 */
public record PaymentColumn<P>(
        String name, String type, String written, Function<List<P>, Object> values) {

    public static <P> PaymentColumn<P> text(String name, Function<P, @Nullable String> value) {
        return of(name, "text", String[]::new, value);
    }

    public static <P> PaymentColumn<P> id(String name, Function<P, @Nullable UUID> value) {
        return of(name, "uuid", UUID[]::new, value);
    }

    static <P> PaymentColumn<P> minor(String name, Function<P, Long> value) {
        return of(name, "bigint", Long[]::new, value);
    }

    public static <P> PaymentColumn<P> number(String name, Function<P, Integer> value) {
        return of(name, "int", Integer[]::new, value);
    }

    static <P> PaymentColumn<P> date(String name, Function<P, LocalDate> value) {
        return of(name, "date", LocalDate[]::new, value);
    }

    static <P> PaymentColumn<P> time(String name, Function<P, Instant> value) {
        return of(name, "timestamptz", Instant[]::new, value);
    }

    /** Several ids of one row, joined as text: unnest takes no array of arrays. */
    static <P> PaymentColumn<P> ids(String name, Function<P, @Nullable String> joined) {
        return new PaymentColumn<>(
                name,
                "text",
                "string_to_array(u.%s, ',')::uuid[]".formatted(name),
                rows -> column(rows, String[]::new, joined));
    }

    private static <P, T> PaymentColumn<P> of(
            String name,
            String type,
            IntFunction<@Nullable T[]> array,
            Function<P, ? extends @Nullable T> value) {
        return new PaymentColumn<>(name, type, "u." + name, rows -> column(rows, array, value));
    }
}
