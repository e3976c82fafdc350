package kontor.identifiers;

/** ISO 7064 mod 97-10, the check of IBAN, creditor identifier and RF reference. */
final class Modulus97 {

    private Modulus97() {}

    /**
     * The first four characters (letters and check digits) count behind the rest, A = 10 to Z = 35,
     * and the remainder must be 1. Only 02 to 98 can be computed, yet 00, 01 and 99 pass the bare
     * remainder; so they are refused here.
     */
    static boolean accepts(String fourFirst, String rest) {
        String checkDigits = fourFirst.substring(2);
        boolean possible = checkDigits.compareTo("02") >= 0 && checkDigits.compareTo("98") <= 0;
        return possible && remainder(rest + fourFirst) == 1;
    }

    /** Anything but A-Z and 0-9 is skipped. */
    static int remainder(String text) {
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
