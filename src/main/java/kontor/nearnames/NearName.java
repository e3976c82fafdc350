package kontor.nearnames;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody may have meant who wrote another one. */
public final class NearName {

    /** One letter in so many may be wrong. */
    private static final int LETTERS_PER_SLIP = 3;

    /** Longer names are nobody's slip, and comparing them would take time. */
    private static final int LONGEST = 64;

    private NearName() {}

    /** The nearest, without regard to case and to what separates words. */
    public static Optional<String> of(String written, Collection<String> known) {
        String plain = plain(written);
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(plain(name), plain)))
                .filter(
                        name ->
                                distance(plain(name), plain)
                                        <= Math.max(1, name.length() / LETTERS_PER_SLIP));
    }

    /** The rest of a sentence that refuses a name; empty where no other is near. */
    public static String hint(String written, Collection<String> known) {
        return of(written, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** How many letters must be inserted, deleted or replaced to make one word of the other. */
    public static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        Arrays.setAll(row, index -> index);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
