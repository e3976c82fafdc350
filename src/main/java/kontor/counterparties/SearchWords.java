package kontor.counterparties;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.identifiers.AccountIdentifier;
import kontor.plainwords.PlainWords;

/** The words by which counterparties and their accounts are found. */
final class SearchWords {

    private static final int MOST_WORDS = 100;

    private SearchWords() {}

    /** What lies behind a word, or behind all that begin like it, in the order of bytes. */
    static String end(String word, boolean whole) {
        return PlainWords.end(word, whole);
    }

    static Set<String> of(Counterparty counterparty) {
        var details = counterparty.details();
        return words(
                Stream.of(
                                Stream.of(details.legalName()),
                                details.alias().stream(),
                                counterparty.externalId().stream(),
                                counterparty.metadata().values().stream())
                        .flatMap(texts -> texts));
    }

    /** A number is one word, whatever blanks and hyphens people write into it. */
    static Set<String> of(ExternalAccount account) {
        var words = new LinkedHashSet<String>();
        account.identifiers().stream()
                .map(AccountIdentifier::number)
                .map(PlainWords::joined)
                .forEach(words::add);
        words.addAll(
                words(
                        Stream.of(
                                        account.alias().stream(),
                                        account.externalId().stream(),
                                        account.metadata().values().stream())
                                .flatMap(texts -> texts)));
        return most(words);
    }

    /**
     * The readings of a query: all of its words, or one number written in groups. A resource is
     * found when each word of one reading is the beginning of one of its words.
     */
    static List<Set<String>> readings(String query) {
        Set<String> words = words(Stream.of(query));
        return words.size() < 2
                ? List.of(words)
                : List.of(words, words(Stream.of(PlainWords.joined(query))));
    }

    private static Set<String> words(Stream<String> texts) {
        return most(texts.flatMap(PlainWords::of).toList());
    }

    private static Set<String> most(Collection<String> words) {
        return words.stream()
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
