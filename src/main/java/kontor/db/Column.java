package kontor.db;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of {@link Rows}: its name in the table and in the statement, and where its value in a
 * row comes from.
 *
 * @param type what SQL calls the elements of its array
 * @param written what becomes of it in the table: SQL over {@code u}
 * @param key says which row it is, so that an update does not write it
 * @param values the array of the column
 */
public record Column<R>(
        String name,
        String type,
        String written,
        boolean key,
        Function<List<? extends R>, Object> values) {

    /** The same as part of the key of an update. */
    public Column<R> asKey() {
        return new Column<>(name, type, written, true, values);
    }

    public static <R> Column<R> id(String name, Function<? super R, @Nullable UUID> value) {
        return of(name, "uuid", UUID[]::new, value);
    }

    public static <R> Column<R> optionalId(String name, Function<? super R, Optional<UUID>> value) {
        return id(name, row -> value.apply(row).orElse(null));
    }

    public static <R> Column<R> text(String name, Function<? super R, @Nullable String> value) {
        return of(name, "text", String[]::new, value);
    }

    public static <R> Column<R> optionalText(
            String name, Function<? super R, Optional<String>> value) {
        return text(name, row -> value.apply(row).orElse(null));
    }

    /** The name of a constant. */
    public static <R> Column<R> word(String name, Function<? super R, ? extends Enum<?>> value) {
        return text(name, row -> value.apply(row).name());
    }

    public static <R> Column<R> number(String name, Function<? super R, @Nullable Integer> value) {
        return of(name, "int", Integer[]::new, value);
    }

    public static <R> Column<R> big(String name, Function<? super R, @Nullable Long> value) {
        return of(name, "bigint", Long[]::new, value);
    }

    public static <R> Column<R> optionalBig(
            String name, Function<? super R, Optional<Long>> value) {
        return big(name, row -> value.apply(row).orElse(null));
    }

    /** An exact number; it travels as text. */
    public static <R> Column<R> decimal(String name, Function<? super R, BigDecimal> value) {
        return new Column<>(
                name,
                "text",
                "u.%s::numeric".formatted(name),
                false,
                rows -> array(rows, String[]::new, row -> value.apply(row).toPlainString()));
    }

    public static <R> Column<R> flag(String name, Function<? super R, Boolean> value) {
        return of(name, "boolean", Boolean[]::new, value);
    }

    public static <R> Column<R> date(String name, Function<? super R, @Nullable LocalDate> value) {
        return of(name, "date", LocalDate[]::new, value);
    }

    public static <R> Column<R> optionalDate(
            String name, Function<? super R, Optional<LocalDate>> value) {
        return date(name, row -> value.apply(row).orElse(null));
    }

    public static <R> Column<R> time(String name, Function<? super R, @Nullable Instant> value) {
        return of(name, "timestamptz", Instant[]::new, value);
    }

    public static <R> Column<R> optionalTime(
            String name, Function<? super R, Optional<Instant>> value) {
        return time(name, row -> value.apply(row).orElse(null));
    }

    public static <R> Column<R> bytes(String name, Function<? super R, byte @Nullable []> value) {
        return new Column<>(
                name, "bytea", "u." + name, false, rows -> array(rows, byte[][]::new, value));
    }

    /** A list of ids in each row; it travels as text, because SQL has no arrays of arrays. */
    public static <R> Column<R> ids(
            String name, Function<? super R, ? extends @Nullable Collection<UUID>> value) {
        return joined(name, "string_to_array(u.%s, ',')::uuid[]", value);
    }

    /** A list of words without commas in each row. */
    public static <R> Column<R> words(
            String name, Function<? super R, ? extends @Nullable Collection<String>> value) {
        return joined(name, "string_to_array(u.%s, ',')", value);
    }

    private static <R> Column<R> joined(
            String name,
            String written,
            Function<? super R, ? extends @Nullable Collection<?>> value) {
        return new Column<>(
                name,
                "text",
                written.formatted(name),
                false,
                rows -> array(rows, String[]::new, row -> joined(value.apply(row))));
    }

    private static @Nullable String joined(@Nullable Collection<?> list) {
        return list == null
                ? null
                : list.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static <R, T> Column<R> of(
            String name,
            String type,
            IntFunction<@Nullable T[]> array,
            Function<? super R, ? extends @Nullable T> value) {
        return new Column<>(name, type, "u." + name, false, rows -> array(rows, array, value));
    }

    private static <R, T> @Nullable T[] array(
            List<? extends R> rows,
            IntFunction<@Nullable T[]> array,
            Function<? super R, ? extends @Nullable T> value) {
        @Nullable T[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
