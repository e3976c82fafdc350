package kontor.core;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random values for property tests. A failure names its seed; {@code -Dseed=...} runs that one case
 * again.
 */
public final class Seeded {

    private static final List<String> ALPHABETS =
            List.of(
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                    "abcdefghijklmnopqrstuvwxyz /-?:().,'+",
                    "ÄÖÜäöüßẞÅåØøŁłÉéÇçŠšÆŒıİ&€_@#\"",
                    "ΑάΒβΓΔΟυούΟΎΧχΨψΩωςϊΐ",
                    "АаБбЖжЩщЪъЬьЮюЯяЙйЇїЄєЂђЉљЃѓ",
                    "\u0000\t\r\n"
                        + "\u00a0\u00ad\u0301\u200d\u2028\ufeff\ufdfa\u0661\uff11\ufb01\ud800\udfff");

    private final RandomGenerator random;

    private Seeded(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Tries the property with {@code runs} fresh seeds. */
    public static void forAll(int runs, Consumer<Seeded> property) {
        Long only = Long.getLong("seed");
        long first = only == null ? System.nanoTime() : only;
        for (long seed = first; seed < first + (only == null ? runs : 1); seed++) {
            try {
                property.accept(new Seeded(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "fails with -Dseed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** Both bounds included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public String digits(int length) {
        var digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(between(0, 9));
        }
        return digits.toString();
    }

    /** Letters of many scripts, control characters, lone surrogates: whatever a string can hold. */
    public String text(int maxLength) {
        var text = new StringBuilder();
        int length = between(0, maxLength);
        while (text.length() < length) {
            if (between(0, 9) == 0) {
                text.append((char) between(0, 0xffff));
            } else {
                String alphabet = pick(ALPHABETS);
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return text.toString();
    }

    /** One character replaced, inserted or taken out: almost what it was. */
    public String damaged(String text) {
        int place = random.nextInt(text.length());
        String letter = between(0, 1) == 0 ? digits(1) : text(1);
        int end = between(0, 2) == 0 ? place : place + 1;
        return text.substring(0, place) + letter + text.substring(end);
    }
}
