package kontor.counterparties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the word table: which words lead to which resource. */
final class SearchTable {

    /** Above every character that a word may have: ends the range of words with one beginning. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** The words of one text source, leading to a resource. */
    record Entry(String resource, UUID resourceId, UUID sourceId, Set<String> words) {

        static Entry of(Counterparty counterparty) {
            return new Entry(Counterparties.RESOURCE, counterparty.id(), counterparty.id(),
                    SearchWords.of(counterparty));
        }

        /** An account is found by its words, and so is its counterparty. */
        static List<Entry> of(ExternalAccount account) {
            Set<String> words = SearchWords.of(account);
            return List.of(new Entry(ExternalAccounts.RESOURCE, account.id(), account.id(), words),
                    new Entry(Counterparties.RESOURCE, account.counterpartyId(), account.id(), words));
        }
    }

    /** The readings of a query, flat, as the lists bind them. */
    record Wanted(String[] words, String[] ends, Integer[] readings, Integer[] sizes) {

        static Wanted of(String query) {
            var words = new ArrayList<String>();
            var readings = new ArrayList<Integer>();
            var sizes = new ArrayList<Integer>();
            var all = SearchWords.readings(query);
            for (int reading = 0; reading < all.size(); reading++) {
                for (String word : all.get(reading)) {
                    words.add(word);
                    readings.add(reading);
                    sizes.add(all.get(reading).size());
                }
            }
            return new Wanted(words.toArray(String[]::new),
                    words.stream().map(word -> word + LAST).toArray(String[]::new),
                    readings.toArray(Integer[]::new), sizes.toArray(Integer[]::new));
        }
    }

    void write(Tx tx, List<Entry> entries) {
        var resources = new ArrayList<String>();
        var words = new ArrayList<String>();
        var resourceIds = new ArrayList<UUID>();
        var sourceIds = new ArrayList<UUID>();
        for (Entry entry : entries) {
            for (String word : entry.words) {
                resources.add(entry.resource);
                words.add(word);
                resourceIds.add(entry.resourceId);
                sourceIds.add(entry.sourceId);
            }
        }
        tx.sql().createUpdate("""
                        INSERT INTO search_words (organization_id, resource, word, resource_id, source_id)
                        SELECT :org, u.resource, u.word, u.resource_id, u.source_id
                        FROM unnest(:resources::text[], :words::text[], :resourceIds::uuid[], :sourceIds::uuid[])
                            AS u (resource, word, resource_id, source_id)
                        """)
                .bind("org", tx.organization().value())
                .bind("resources", resources.toArray(String[]::new))
                .bind("words", words.toArray(String[]::new))
                .bind("resourceIds", resourceIds.toArray(UUID[]::new))
                .bind("sourceIds", sourceIds.toArray(UUID[]::new))
                .execute();
    }

    void erase(Tx tx, Collection<UUID> sourceIds) {
        tx.sql().createUpdate("""
                        DELETE FROM search_words WHERE organization_id = :org AND source_id = ANY (:sources)
                        """)
                .bind("org", tx.organization().value())
                .bind("sources", sourceIds.toArray(UUID[]::new))
                .execute();
    }
}
