package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.counterparties.SearchTable.Wanted;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * How a list finds its rows in bounded time, however many rows there are and however common the
 * words: by a rare word, by merging the lists of a few common ones, or by checking the newest rows
 * one by one. The last way may end before the page is full; its page token then leads on.
 *
 * @param ids only rows with these ids; null: any
 * @param horizon no older rows than this one; null: no such limit
 * @param words that each row must have; empty where the ids have been selected by them
 */
record SearchPlan(UUID @Nullable [] ids, @Nullable UUID horizon, Wanted words) {

    /**
     * How much one page may cost.
     *
     * @param few up to so many hits of a word are all read
     * @param lists up to so many words with the same beginning have their lists merged
     * @param lookedAt rows that are checked one by one, each for several words
     */
    record Bounds(int few, int lists, int lookedAt) {
        /** Each takes about 10 ms at its worst. */
        static final Bounds USUAL = new Bounds(15_000, 64, 2_000);
    }

    static SearchPlan of(
            Tx tx, String resource, CounterpartyFilter filter, PageRequest page, Bounds bounds) {
        var before = page.after().map(UUID::fromString).orElse(null);
        boolean plain = !filter.leadsToFew() && !filter.isNarrow();
        var search = new SearchTable();
        if (filter.query().isEmpty()) {
            return new SearchPlan(
                    null,
                    filter.isNarrow()
                            ? search.behind(tx, resource, before, bounds.lookedAt).orElse(null)
                            : null,
                    Wanted.NOTHING);
        }
        var wanted = Wanted.of(filter.query().get(), filter.wholeWords());
        if (wanted.words().length == 0) {
            return new SearchPlan(new UUID[0], null, Wanted.NOTHING);
        }
        if (filter.leadsToFew()) {
            return new SearchPlan(null, null, wanted);
        }
        if (plain && wanted.isOneWord()) {
            var words = search.beginning(tx, resource, wanted, bounds.lists);
            if (words.size() <= bounds.lists) {
                return new SearchPlan(
                        search.newest(tx, resource, words, before, page.limit() + 1)
                                .toArray(UUID[]::new),
                        null,
                        Wanted.NOTHING);
            }
        }
        var drivers = search.drivers(tx, resource, wanted, bounds.few);
        if (drivers.isPresent()) {
            int most = bounds.few * drivers.get().length;
            int limit = plain ? page.limit() + 1 : most;
            if (wanted.isOneWord()) {
                return new SearchPlan(
                        search.all(tx, resource, wanted, before, limit).toArray(UUID[]::new),
                        null,
                        Wanted.NOTHING);
            }
            var found =
                    search.few(tx, resource, wanted, drivers.get(), before, bounds.lookedAt, limit);
            return new SearchPlan(
                    found.ids().toArray(UUID[]::new), found.horizon().orElse(null), Wanted.NOTHING);
        }
        return new SearchPlan(
                null, search.behind(tx, resource, before, bounds.lookedAt).orElse(null), wanted);
    }

    /** Binds the parameters of a list except its place and filters. */
    Query bound(Query list, String resource) {
        return list.bind("resource", resource)
                .bind("horizon", horizon)
                .bind("ids", ids)
                .bind("words", words.words())
                .bind("ends", words.ends())
                .bind("readings", words.readings());
    }

    <T> Page<T> cut(List<T> rows, int limit, java.util.function.Function<T, UUID> id) {
        var cut = Page.cut(rows, limit, row -> id.apply(row).toString());
        return cut.next().isPresent() || horizon == null
                ? cut
                : new Page<>(cut.items(), Optional.of(horizon.toString()));
    }
}
