package kontor.counterparties;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.identifiers.AccountIdentifier;

/** Turns text into the words by which it is found: lower case, without accents and punctuation. */
final class SearchWords {

    private static final int MOST_WORDS = 100;
    private static final int LONGEST = 64;

    /** Below it is nothing that has an accent. */
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Letters without a separate accent that people still type as plain letters. */
    private static final Map<String, String> PLAIN =
            Map.of(
                    "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ",
                    "th", "ı", "i");

    private static final Pattern SPECIAL = Pattern.compile("[ßæœøłđðþı]");

    /** Below every character that a word may have: ends the range of one word. */
    private static final String FIRST = Character.toString(1);

    /** Above every one: ends the range of words with one beginning. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private SearchWords() {}

    /** What lies behind a word, or behind all that begin like it, in the order of bytes. */
    static String end(String word, boolean whole) {
        return word + (whole ? FIRST : LAST);
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
                .map(SearchWords::joined)
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
        return words.size() < 2 ? List.of(words) : List.of(words, words(Stream.of(joined(query))));
    }

    private static Set<String> words(Stream<String> texts) {
        return most(
                texts.flatMap(text -> SIGNS.splitAsStream(plain(text)))
                        .map(SearchWords::shortened)
                        .toList());
    }

    private static Set<String> most(Collection<String> words) {
        return words.stream()
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String joined(String text) {
        return shortened(SIGNS.matcher(plain(text)).replaceAll(""));
    }

    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String lower =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        return SPECIAL.matcher(lower).replaceAll(found -> PLAIN.get(found.group()));
    }

    private static String shortened(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
