package kontor.counterparties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the word table: which words lead to which resource. */
final class SearchTable {

    /** The words of one text source, leading to a resource. */
    record Entry(String resource, UUID resourceId, UUID sourceId, Set<String> words) {

        static Entry of(Counterparty counterparty) {
            return new Entry(
                    Counterparties.RESOURCE,
                    counterparty.id(),
                    counterparty.id(),
                    SearchWords.of(counterparty));
        }

        /** An account is found by its words, and so is its counterparty. */
        static List<Entry> of(ExternalAccount account) {
            Set<String> words = SearchWords.of(account);
            return List.of(
                    new Entry(ExternalAccounts.RESOURCE, account.id(), account.id(), words),
                    new Entry(
                            Counterparties.RESOURCE,
                            account.counterpartyId(),
                            account.id(),
                            words));
        }
    }

    /** The readings of a query, flat, as statements bind them. */
    record Wanted(String[] words, String[] ends, Integer[] readings) {

        static Wanted of(String query, boolean wholeWords) {
            var words = new ArrayList<String>();
            var readings = new ArrayList<Integer>();
            var all = SearchWords.readings(query);
            for (int reading = 0; reading < all.size(); reading++) {
                for (String word : all.get(reading)) {
                    words.add(word);
                    readings.add(reading);
                }
            }
            return new Wanted(
                    words.toArray(String[]::new),
                    words.stream()
                            .map(word -> SearchWords.end(word, wholeWords))
                            .toArray(String[]::new),
                    readings.toArray(Integer[]::new));
        }

        /** Nothing to look for. */
        static final Wanted NOTHING = new Wanted(new String[0], new String[0], new Integer[0]);

        boolean isOneWord() {
            return words.length == 1;
        }
    }

    /**
     * A condition on a row {@code %s}: it has all words of one reading. Binds words, ends, readings
     * and resource; holds for every row where there are no words.
     */
    static String andHasWords(String row) {
        return """
        AND (cardinality(:words::text[]) = 0 OR EXISTS (
            SELECT FROM unnest(:words::text[], :ends::text[], :readings::int[]) AS q (word, until, reading)
            GROUP BY q.reading
            HAVING bool_and(EXISTS (
                SELECT FROM search_words v
                WHERE v.organization_id = :org AND v.resource_id = %s.id AND v.resource = :resource
                    AND v.word >= q.word AND v.word < q.until))))\
        """
                .formatted(row);
    }

    /**
     * Which of a query's words lead to few resources, each with how many: in each reading the
     * rarest of them finds the rest. Empty when a reading has only common words.
     *
     * @param most hits of a word that still counts as few
     */
    Optional<Integer[]> drivers(Tx tx, String resource, Wanted wanted, int most) {
        var hits =
                tx.query(
                                """
                                SELECT (SELECT count(*) FROM (
                                            SELECT FROM search_words w
                                            WHERE w.organization_id = :org AND w.resource = :resource
                                                AND w.word >= q.word AND w.word < q.until
                                            LIMIT :most + 1) AS found)::int
                                FROM unnest(:words::text[], :ends::text[]) WITH ORDINALITY AS q (word, until, place)
                                ORDER BY q.place
                                """)
                        .bind("resource", resource)
                        .bind("most", most)
                        .bind("words", wanted.words)
                        .bind("ends", wanted.ends)
                        .mapTo(Integer.class)
                        .list();
        var rarest = new HashMap<Integer, Integer>();
        for (int place = 0; place < hits.size(); place++) {
            int candidate = place;
            rarest.merge(
                    wanted.readings[place],
                    place,
                    (a, b) -> hits.get(candidate) < hits.get(a) ? candidate : a);
        }
        boolean few = rarest.values().stream().allMatch(place -> hits.get(place) <= most);
        // Places count from one in SQL.
        return few
                ? Optional.of(
                        rarest.values().stream().map(place -> place + 1).toArray(Integer[]::new))
                : Optional.empty();
    }

    /**
     * What a look through the hits of the rarest words found.
     *
     * @param ids newest first
     * @param horizon the last hit that was looked at, where there may be more behind it
     */
    record Few(List<UUID> ids, Optional<UUID> horizon) {}

    /**
     * What all words of a reading lead to, newest first; each reading is found through its driver.
     *
     * @param lookedAt so many of the drivers' hits are held against the other words
     */
    Few few(
            Tx tx,
            String resource,
            Wanted wanted,
            Integer[] drivers,
            @Nullable UUID before,
            int lookedAt,
            int limit) {
        // OFFSET 0 keeps the planner from walking all resources in order, waiting for one with the
        // word.
        var rows =
                tx.query(
                                """
                                WITH q AS MATERIALIZED (
                                    SELECT word, until, reading, place
                                    FROM unnest(:words::text[], :ends::text[], :readings::int[])
                                        WITH ORDINALITY AS q (word, until, reading, place)),
                                found AS MATERIALIZED (
                                    SELECT DISTINCT w.resource_id, driver.reading, driver.place
                                    FROM q AS driver
                                    CROSS JOIN LATERAL (
                                        SELECT v.resource_id FROM search_words v
                                        WHERE v.organization_id = :org AND v.resource = :resource
                                            AND v.word >= driver.word AND v.word < driver.until
                                        OFFSET 0) AS w
                                    WHERE driver.place = ANY (:drivers::int[])
                                        AND (:before::uuid IS NULL OR w.resource_id < :before)
                                    ORDER BY w.resource_id DESC
                                    FETCH FIRST :lookedAt ROWS WITH TIES)
                                (SELECT DISTINCT found.resource_id, false AS is_horizon
                                FROM found
                                WHERE NOT EXISTS (
                                    SELECT FROM q AS other
                                    WHERE other.reading = found.reading AND other.place <> found.place
                                        AND NOT EXISTS (
                                            SELECT FROM search_words v
                                            WHERE v.organization_id = :org AND v.resource_id = found.resource_id
                                                AND v.resource = :resource
                                                AND v.word >= other.word AND v.word < other.until))
                                ORDER BY found.resource_id DESC LIMIT :limit)
                                UNION ALL
                                (SELECT resource_id, true FROM found
                                ORDER BY resource_id DESC OFFSET :lookedAt - 1 LIMIT 1)
                                """)
                        .bind("resource", resource)
                        .bind("words", wanted.words)
                        .bind("ends", wanted.ends)
                        .bind("readings", wanted.readings)
                        .bind("drivers", drivers)
                        .bind("lookedAt", lookedAt)
                        .bind("limit", limit)
                        .bind("before", before)
                        .map(
                                (row, _) ->
                                        Map.entry(
                                                row.getBoolean("is_horizon"),
                                                row.getObject("resource_id", UUID.class)))
                        .list();
        return new Few(
                rows.stream().filter(row -> !row.getKey()).map(Map.Entry::getValue).toList(),
                rows.stream().filter(Map.Entry::getKey).map(Map.Entry::getValue).findFirst());
    }

    /**
     * What the words that begin with the one wanted lead to, newest first; all of it is read and
     * sorted.
     */
    List<UUID> all(Tx tx, String resource, Wanted wanted, @Nullable UUID before, int limit) {
        return tx.query(
                        """
                        SELECT DISTINCT w.resource_id FROM (
                            SELECT v.resource_id FROM search_words v
                            WHERE v.organization_id = :org AND v.resource = :resource
                                AND v.word >= :word AND v.word < :until
                            OFFSET 0) AS w
                        WHERE :before::uuid IS NULL OR w.resource_id < :before
                        ORDER BY w.resource_id DESC LIMIT :limit
                        """)
                .bind("resource", resource)
                .bind("word", wanted.words[0])
                .bind("until", wanted.ends[0])
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /**
     * The id of the row that lies {@code rows} behind {@code before}, of all of a resource, newest
     * first.
     */
    Optional<UUID> behind(Tx tx, String resource, @Nullable UUID before, int rows) {
        // A resource has the name of its table.
        return tx.query(
                        "SELECT id FROM "
                                + resource
                                + """
                                 WHERE organization_id = :org AND (:before::uuid IS NULL OR id < :before)
                                ORDER BY id DESC OFFSET :rows LIMIT 1
                                """)
                .bind("before", before)
                .bind("rows", rows)
                .mapTo(UUID.class)
                .findOne();
    }

    /**
     * The different words that begin with the one wanted; no more than {@code most} + 1 of them.
     */
    List<String> beginning(Tx tx, String resource, Wanted wanted, int most) {
        return tx.query(
                        """
                        WITH RECURSIVE step (word, number) AS (
                            (SELECT w.word, 0 FROM search_words w
                             WHERE w.organization_id = :org AND w.resource = :resource
                                 AND w.word >= :word AND w.word < :until
                             ORDER BY w.word LIMIT 1)
                            UNION ALL
                            SELECT (SELECT w.word FROM search_words w
                                    WHERE w.organization_id = :org AND w.resource = :resource
                                        AND w.word > step.word AND w.word < :until
                                    ORDER BY w.word LIMIT 1), step.number + 1
                            FROM step WHERE step.word IS NOT NULL AND step.number <= :most)
                        SELECT word FROM step WHERE word IS NOT NULL
                        """)
                .bind("resource", resource)
                .bind("word", wanted.words[0])
                .bind("until", wanted.ends[0])
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /** What any of these words leads to, newest first: a merge of lists that are in order each. */
    List<UUID> newest(
            Tx tx, String resource, List<String> words, @Nullable UUID before, int limit) {
        return tx.query(
                        """
                        SELECT DISTINCT found.resource_id
                        FROM unnest(:words::text[]) AS q (word)
                        CROSS JOIN LATERAL (
                            SELECT DISTINCT w.resource_id FROM search_words w
                            WHERE w.organization_id = :org AND w.resource = :resource AND w.word = q.word
                                AND (:before::uuid IS NULL OR w.resource_id < :before)
                            ORDER BY w.resource_id DESC LIMIT :limit) AS found
                        ORDER BY found.resource_id DESC LIMIT :limit
                        """)
                .bind("resource", resource)
                .bind("words", words.toArray(String[]::new))
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    private record Word(Entry of, String word) {}

    private static final Rows<Word> NEW =
            Rows.of(
                    Column.text("resource", one -> one.of.resource),
                    Column.text("word", Word::word),
                    Column.id("resource_id", one -> one.of.resourceId),
                    Column.id("source_id", one -> one.of.sourceId));

    private static final String INSERT =
            NEW.insert("INSERT INTO search_words (organization_id, %s) SELECT :org, %s FROM %s");

    void write(Tx tx, List<Entry> entries) {
        var words =
                entries.stream()
                        .flatMap(one -> one.words.stream().map(word -> new Word(one, word)));
        NEW.bound(tx.update(INSERT), words.toList()).execute();
    }

    /** Forgets all words of these sources, whatever they were, by what they lead to. */
    void erase(Tx tx, List<Entry> entries) {
        tx.update(
                        """
                        DELETE FROM search_words
                        WHERE organization_id = :org AND resource_id = ANY (:resources)
                            AND source_id = ANY (:sources)
                        """)
                .bind("resources", entries.stream().map(Entry::resourceId).toArray(UUID[]::new))
                .bind("sources", entries.stream().map(Entry::sourceId).toArray(UUID[]::new))
                .execute();
    }
}
