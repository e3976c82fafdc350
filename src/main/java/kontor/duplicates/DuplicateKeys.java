package kontor.duplicates;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Money;
import kontor.encodings.Sha256;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountKeys;
import kontor.identifiers.RoutingIdentifier;

/** What is the same in two payments that may be one: a key for each number of the payee. */
final class DuplicateKeys {

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private DuplicateKeys() {}

    /**
     * @param numbers of the payee's account, as they were when the payment was made
     * @param routing numbers of its bank
     */
    static List<UUID> of(
            List<AccountIdentifier> numbers,
            List<RoutingIdentifier> routing,
            Money amount,
            String reference) {
        String rest =
                "\n"
                        + amount.currency().code()
                        + amount.amountMinor()
                        + "\n"
                        + normalized(reference);
        return AccountKeys.of(numbers, routing).stream()
                .map(number -> Sha256.idOf(number + rest))
                .toList();
    }

    /** Letters and digits alone, in capitals: people type the rest as they like. */
    static String normalized(String reference) {
        String capitals =
                Normalizer.normalize(reference, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        String plain = SIGNS.matcher(capitals).replaceAll("");
        return plain.isEmpty() ? reference : plain;
    }
}
