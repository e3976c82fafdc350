package kontor.bookednames;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.plainwords.PlainWords;
import kontor.wire.Json;

/** The words of the name at the other side of a booking, by which it is found. */
public final class PartyKey {

    /** Further ones are no name any more. */
    private static final int MOST_WORDS = 20;

    private PartyKey() {}

    /**
     * Its words with blanks between; empty where nobody is named.
     *
     * @param facts of a transaction
     */
    public static String of(JsonNode facts) {
        return name(facts).stream().flatMap(PartyKey::words).collect(Collectors.joining(" "));
    }

    /** The same of facts that are written already. */
    public static String of(String facts) {
        return of(Json.readOwn(facts));
    }

    /** The name as the bank writes it. */
    public static Optional<String> name(JsonNode facts) {
        return Optional.ofNullable(facts.path("counterparty").path("name").textValue());
    }

    /** The words of what somebody looks for, the longest first: it leads to the fewest names. */
    public static List<String> wanted(String query) {
        return words(query)
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    private static Stream<String> words(String text) {
        return PlainWords.of(text).distinct().limit(MOST_WORDS);
    }
}
