package kontor.domestic;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The check digits that a country has inside its numbers, beside those of the IBAN. A number is
 * what stands behind the check digits of an IBAN (the BBAN).
 *
 * <p>Sources: the national rules as the banks of each country publish them; they were tried with
 * the examples of the SWIFT IBAN registry. Only numbers that somebody gives Kontor are judged by
 * them, never money that a bank reports.
 */
public final class NationalCheck {

    private record Rule(String name, Predicate<String> holds) {}

    private static final Rule MODULUS_97 =
            new Rule("modulus 97 over all digits", bban -> Modulus97.remainder(bban) == 1);
    private static final Rule RIB = new Rule("the RIB key", NationalCheck::isRib);
    private static final Rule CIN = new Rule("the CIN letter", NationalCheck::isItalian);
    private static final Rule CZECH =
            new Rule("modulus 11 of prefix and account", bban -> isCzechAccount(bban.substring(4)));

    private static final Map<String, Rule> RULES =
            Map.ofEntries(
                    Map.entry("BA", MODULUS_97),
                    Map.entry("BE", new Rule("modulus 97", NationalCheck::isBelgian)),
                    Map.entry("CZ", CZECH),
                    Map.entry("EE", new Rule("the 7-3-1 check", NationalCheck::isEstonian)),
                    Map.entry("ES", new Rule("the two control digits", NationalCheck::isSpanish)),
                    Map.entry("FI", new Rule("the Luhn check digit", Luhn::accepts)),
                    Map.entry("FR", RIB),
                    Map.entry("HU", new Rule("the 9-7-3-1 checks", NationalCheck::isHungarian)),
                    Map.entry("IT", CIN),
                    Map.entry("MC", RIB),
                    Map.entry("ME", MODULUS_97),
                    Map.entry("MK", MODULUS_97),
                    Map.entry("MX", new Rule("the last digit", NationalCheck::isClabe)),
                    Map.entry("NO", new Rule("modulus 11", Modulus11::acceptsNorwegian)),
                    Map.entry("PL", new Rule("the bank's check digit", NationalCheck::isPolish)),
                    Map.entry("PT", MODULUS_97),
                    Map.entry("RS", MODULUS_97),
                    Map.entry("SI", MODULUS_97),
                    Map.entry("SK", CZECH),
                    Map.entry("SM", CIN));

    private NationalCheck() {}

    /**
     * What is wrong with the national check digits of a number that has the length and pattern of
     * its country; empty also where the country has none.
     */
    public static Optional<String> problem(String country, String bban) {
        var rule = Optional.ofNullable(RULES.get(country));
        return rule.filter(one -> !one.holds.test(bban))
                .map(
                        one ->
                                "the check digits that numbers of "
                                        + country
                                        + " have of their own do not fit ("
                                        + one.name
                                        + "); a character is wrong, compare it with the original");
    }

    private static int weighed(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * weights[i % weights.length];
        }
        return sum;
    }

    /** Prefix (6 digits) and account (10), each by modulus 11. */
    static boolean isCzechAccount(String sixteen) {
        return weighed(sixteen.substring(0, 6), 10, 5, 8, 4, 2, 1) % 11 == 0
                && weighed(sixteen.substring(6), 6, 3, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;
    }

    /** The last two digits are the remainder of the ten before them, 97 for 0. */
    static boolean isBelgian(String twelve) {
        int remainder = (int) (Long.parseLong(twelve.substring(0, 10)) % 97);
        return (remainder == 0 ? 97 : remainder) == Integer.parseInt(twelve.substring(10));
    }

    /** Bank 5, branch 5, account 11, key 2; letters count as their place in 1-9, 1-9, 2-9. */
    private static boolean isRib(String bban) {
        var digits = new StringBuilder();
        for (int i = 0; i < bban.length(); i++) {
            char letter = bban.charAt(i);
            int place = letter - 'A';
            digits.append(
                    letter <= '9' ? letter - '0' : (place < 18 ? place % 9 : place % 9 + 1) + 1);
        }
        String all = digits.toString();
        long sum =
                89 * Long.parseLong(all.substring(0, 5))
                        + 15 * Long.parseLong(all.substring(5, 10))
                        + 3 * Long.parseLong(all.substring(10, 21))
                        + Long.parseLong(all.substring(21));
        return sum % 97 == 0;
    }

    /** What a character counts at an odd place; at an even one it counts its own value. */
    private static final int[] ODD_PLACES = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private static boolean isItalian(String bban) {
        int sum = 0;
        for (int i = 1; i < bban.length(); i++) {
            char letter = bban.charAt(i);
            int value = letter <= '9' ? letter - '0' : letter - 'A';
            sum += i % 2 == 1 ? ODD_PLACES[value] : value;
        }
        return bban.charAt(0) == 'A' + sum % 26;
    }

    /** One digit over bank and branch, one over the account. */
    private static boolean isSpanish(String bban) {
        return spanish("00" + bban.substring(0, 8)) == bban.charAt(8)
                && spanish(bban.substring(10)) == bban.charAt(9);
    }

    private static char spanish(String ten) {
        int check = 11 - weighed(ten, 1, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11;
        return (char) ('0' + (check == 11 ? 0 : check == 10 ? 1 : check));
    }

    private static boolean isEstonian(String bban) {
        int sum = weighed(bban.substring(2, 15), 7, 1, 3);
        return (10 - sum % 10) % 10 == bban.charAt(15) - '0';
    }

    private static boolean isHungarian(String bban) {
        return weighed(bban.substring(0, 8), 9, 7, 3, 1) % 10 == 0
                && weighed(bban.substring(8), 9, 7, 3, 1) % 10 == 0;
    }

    private static boolean isPolish(String bban) {
        return weighed(bban.substring(0, 8), 3, 9, 7, 1) % 10 == 0;
    }

    /** A Mexican CLABE: the last of its 18 digits. */
    static boolean isClabe(String eighteen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (eighteen.charAt(i) - '0') * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
        }
        return (10 - sum % 10) % 10 == eighteen.charAt(17) - '0';
    }
}
