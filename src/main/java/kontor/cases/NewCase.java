package kontor.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A case to be opened.
 *
 * @param fingerprint equal for the same finding, so that it makes one case
 * @param summary one sentence: what was found, and what was not done because of it
 * @param facts what is known, by name, in the words of the bank; without values that are empty
 */
public record NewCase(
        CaseKind kind,
        String fingerprint,
        Optional<UUID> accountId,
        Optional<UUID> paymentId,
        Optional<UUID> inboxFileId,
        String summary,
        Map<String, String> facts) {

    /** Longer words of a bank are cut. */
    private static final int MOST_CHARACTERS = 1_000;

    public NewCase {
        summary = cut(summary);
        facts = told(facts);
    }

    /** Stands in the fingerprints of what a booked return answers. */
    static final String MOVED = "|booked|";

    /**
     * The fingerprint of a finding that asks whether the money of a payment moved: its booked
     * return says so, and settles it.
     */
    public static String moved(CaseKind kind, UUID payment) {
        return kind + MOVED + payment;
    }

    /** Facts in the order in which they are shown; a pair whose value is absent is left out. */
    public static Map<String, String> facts(Object... namesAndValues) {
        var facts = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            var told = value instanceof Optional<?> optional ? optional : Optional.of(value);
            String name = namesAndValues[i].toString();
            told.ifPresent(one -> facts.put(name, one.toString()));
        }
        return facts;
    }

    private static Map<String, String> told(Map<String, String> facts) {
        var told = new LinkedHashMap<String, String>();
        facts.forEach(
                (name, value) -> {
                    if (!value.isBlank()) {
                        told.put(name, cut(value));
                    }
                });
        return told;
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
