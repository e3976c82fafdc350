package kontor.bookednames;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;
import kontor.plainwords.PlainWords;

/** SQL of the names at the other side of bookings: each once, under each of its words. */
public final class BookedNameTable {

    /** The look for each name stays a look in the index, whatever the table was planned for. */
    private static final String INSERT =
            """
            INSERT INTO booked_names (organization_id, word, party_key)
            SELECT :org, w.word, u.party_key
            FROM unnest(:keys::text[]) AS u (party_key)
            LEFT JOIN LATERAL (
                SELECT true AS known FROM booked_names n
                WHERE n.organization_id = :org AND n.word = split_part(u.party_key, ' ', 1)
                    AND n.party_key = u.party_key
                LIMIT 1) AS k ON true
            CROSS JOIN LATERAL unnest(string_to_array(u.party_key, ' ')) AS w (word)
            WHERE k.known IS NULL
            ON CONFLICT (organization_id, word, party_key) DO NOTHING
            """;

    /** Those that are new; in their order, so that two who write them never cross. */
    public void insert(Tx tx, Collection<String> keys) {
        var named = keys.stream().filter(key -> !key.isEmpty()).distinct().sorted().toList();
        if (!named.isEmpty()) {
            tx.update(INSERT).bind("keys", named.toArray(String[]::new)).execute();
        }
    }

    public static final String FIND =
            """
            SELECT DISTINCT party_key FROM booked_names
            WHERE organization_id = :org AND word >= :word AND word < :until
                AND ' ' || party_key LIKE ALL (:beginnings::text[])
            LIMIT :limit
            """;

    /**
     * Names in which each of the words is the beginning of a word.
     *
     * @param words the one that leads to the fewest first, at least one
     */
    public List<String> find(Tx tx, List<String> words, int limit) {
        String first = words.getFirst();
        return tx.query(FIND)
                .bind("word", first)
                .bind("until", PlainWords.end(first, false))
                .bind("beginnings", beginnings(words))
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Patterns of LIKE; words have no signs in them that would mean something there. */
    public static String[] beginnings(List<String> words) {
        return words.stream().map(word -> "% " + word + "%").toArray(String[]::new);
    }

    /** Facts of bookings whose name nobody has read for it, by their ids. */
    public Map<UUID, String> unread(Tx tx, int limit) {
        return tx.query(
                        """
                        SELECT id, facts FROM transactions
                        WHERE organization_id = :org AND party_key IS NULL
                        ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .reduceRows(
                        new LinkedHashMap<>(),
                        (all, row) -> {
                            all.put(
                                    row.getColumn("id", UUID.class),
                                    row.getColumn("facts", String.class));
                            return all;
                        });
    }

    /** Writes by which names they are found, where nobody else has; how many it wrote. */
    int name(Tx tx, Map<UUID, String> keys) {
        return tx.update(
                        """
                        UPDATE transactions t SET party_key = u.party_key
                        FROM unnest(:ids::uuid[], :keys::text[]) AS u (id, party_key)
                        WHERE t.organization_id = :org AND t.id = u.id AND t.party_key IS NULL
                        """)
                .bind("ids", keys.keySet().toArray(UUID[]::new))
                .bind("keys", keys.values().toArray(String[]::new))
                .execute();
    }
}
