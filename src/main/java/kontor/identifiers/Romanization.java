package kontor.identifiers;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rewrites a text with the letters a-z and A-Z, digits and the signs of a keyboard, so that a name
 * can still be recognized: German umlauts as German banks write them, Greek by ISO 843 (with ou for
 * omikron ypsilon), Cyrillic by the Bulgarian law on transliteration, other letters without
 * accents.
 */
final class Romanization {

    private static final String GERMAN_AND_NORDIC =
            "ä ae ö oe ü ue ß ss æ ae œ oe ø o ð d đ d þ th ħ h ı i ĸ k ł l ŀ l ŋ n ŧ t ŉ n ə e ɛ"
                    + " e";

    private static final String GREEK =
            "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m"
                    + " ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o";

    private static final String CYRILLIC =
            "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o"
                    + " п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht"
                    + " ъ a ь y ю yu я ya ы y э e ё e і i ї yi є ye ґ g ў u"
                    + " ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ќ kj ѕ dz";

    private static final String SIGNS =
            "& + € EUR ‐ - ‑ - ‒ - – - — - ― - − - _ -"
                    + " ’ ' ‘ ' ‚ ' ‛ ' ` ' ´ ' ʻ ' ʼ ' ⁄ / [ ( ] ) { ( } ) ; , … ...";

    private static final Map<Integer, String> TABLE = table();

    private Romanization() {}

    /**
     * The rewritten text. Characters that match no letter remain; the caller replaces them.
     *
     * @param national letters that stay as they are
     */
    static String of(String text, String national) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (composed.indexOf('ο') >= 0 || composed.indexOf('Ο') >= 0) {
            composed = composed.replaceAll("(?<=[οΟ])[υύ]", "u").replaceAll("(?<=[οΟ])[ΥΎ]", "U");
        }
        int[] points = composed.codePoints().toArray();
        var roman = new StringBuilder(text.length() + 8);
        for (int i = 0; i < points.length; i++) {
            boolean beforeSmall = i + 1 < points.length && Character.isLowerCase(points[i + 1]);
            if (national.indexOf(points[i]) >= 0) {
                roman.appendCodePoint(points[i]);
            } else {
                append(points[i], beforeSmall, roman);
            }
        }
        return roman.toString();
    }

    private static void append(int point, boolean beforeSmall, StringBuilder roman) {
        if (appendLetter(point, beforeSmall, roman)) {
            return;
        }
        Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> !isInvisible(part))
                .forEach(
                        part -> {
                            if (!appendLetter(part, beforeSmall, roman)) {
                                roman.appendCodePoint(part);
                            }
                        });
    }

    private static boolean appendLetter(int point, boolean beforeSmall, StringBuilder roman) {
        int small = Character.toLowerCase(point);
        String letters = TABLE.get(small);
        if (letters == null) {
            return false;
        }
        if (small == point) {
            roman.append(letters);
            return true;
        }
        String capitals = letters.toUpperCase(Locale.ROOT);
        roman.append(beforeSmall ? capitals.charAt(0) + letters.substring(1) : capitals);
        return true;
    }

    /** Accents split off by the decomposition, joiners, soft hyphens, byte order marks. */
    private static boolean isInvisible(int point) {
        int kind = Character.getType(point);
        return kind == Character.NON_SPACING_MARK
                || kind == Character.ENCLOSING_MARK
                || kind == Character.FORMAT;
    }

    private static Map<Integer, String> table() {
        var table = new HashMap<Integer, String>();
        for (String pairs : new String[] {GERMAN_AND_NORDIC, GREEK, CYRILLIC, SIGNS}) {
            String[] words = pairs.split(" ");
            for (int i = 0; i < words.length; i += 2) {
                table.put(words[i].codePointAt(0), words[i + 1]);
            }
        }
        return Map.copyOf(table);
    }
}
