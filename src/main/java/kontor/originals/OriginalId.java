package kontor.originals;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An id of ours as a bank repeats it. */
public final class OriginalId {

    /** Ours are 32 hexadecimal digits, of which the first may be zeros. */
    private static final int WHOLE = 30;

    /** Banks cut ids to 35, 30 or 16 characters; fewer say too little. */
    private static final int SHORTEST = 14;

    private OriginalId() {}

    /** Without case, blanks, signs and leading zeros; empty for what stands for no id. */
    public static String normalized(String told) {
        String bare = told.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return bare.equals("notprovided") || bare.equals("nonref")
                ? ""
                : bare.replaceFirst("^0+", "");
    }

    /** It was not cut, so that it names a payment or none. */
    public static boolean isWhole(String normalized) {
        return normalized.length() >= WHOLE;
    }

    /** Whether a bank may have cut this id of ours to that one. */
    public static boolean mayBeCutOf(String cut, String ours) {
        return cut.length() >= SHORTEST && ours.startsWith(cut);
    }

    /** The ids in the order in which they are believed, normalized. */
    public static Stream<String> all(Optional<String> endToEnd, Optional<String> instruction) {
        return Stream.of(endToEnd, instruction)
                .flatMap(Optional::stream)
                .map(OriginalId::normalized)
                .filter(id -> !id.isEmpty())
                .distinct();
    }
}
