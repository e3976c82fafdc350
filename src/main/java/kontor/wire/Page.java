package kontor.wire;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list and the place after its last row, when there is more. */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of what becomes of its rows. */
    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }

    /**
     * Cuts what a query for {@code limit + 1} rows found into a page.
     *
     * @param place the keyset place of a row, as text
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(place.apply(items.getLast())));
    }
}
