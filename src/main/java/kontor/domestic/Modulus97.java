package kontor.domestic;

/** ISO 7064 mod 97-10, the check of IBAN, creditor identifier and RF reference. */
public final class Modulus97 {

    private Modulus97() {}

    /**
     * Whether the check digits are right: the first four characters (letters and check digits) are
     * put behind the rest, letters count as A = 10 to Z = 35, and the remainder must be 1. An
     * issuer can only arrive at 02 to 98; 00, 01 and 99 are refused, though they may give the right
     * remainder.
     */
    public static boolean accepts(String fourFirst, String rest) {
        String checkDigits = fourFirst.substring(2);
        boolean possible = checkDigits.compareTo("02") >= 0 && checkDigits.compareTo("98") <= 0;
        return possible && remainder(rest + fourFirst) == 1;
    }

    /** The remainder by 97 of letters and digits; all other characters are skipped. */
    public static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '0' && letter <= '9') {
                remainder = (remainder * 10 + letter - '0') % 97;
            } else if (letter >= 'A' && letter <= 'Z') {
                remainder = (remainder * 100 + letter - 'A' + 10) % 97;
            }
        }
        return remainder;
    }
}
