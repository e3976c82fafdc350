package kontor.domestic;

/** The mod 11 check of Nordic account numbers; the check digit is the last one. */
public final class Modulus11 {

    private Modulus11() {}

    /** Swedish accounts: weights 1, 2, ... 10 from the right, then 1 again. */
    public static boolean accepts(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            sum += fromRight(digits, place) * (place % 10 + 1);
        }
        return sum % 11 == 0;
    }

    /**
     * Norwegian accounts: weight 1 for the check digit, then 2, 3, ... 7 and 2 again. Where the
     * account proper begins with 00, the number of the bank may be left out of the sum.
     */
    public static boolean acceptsNorwegian(String eleven) {
        return isNorwegian(eleven)
                || eleven.startsWith("00", 4) && isNorwegian(eleven.substring(6));
    }

    private static boolean isNorwegian(String digits) {
        int sum = fromRight(digits, 0);
        for (int place = 1; place < digits.length(); place++) {
            sum += fromRight(digits, place) * ((place - 1) % 6 + 2);
        }
        return sum % 11 == 0;
    }

    /**
     * The check character that belongs behind the digits of a Norwegian KID: weights 2, 3, ... 7
     * and 2 again from the right; a hyphen stands for 10.
     */
    public static char kidCheck(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            sum += fromRight(digits, place) * (place % 6 + 2);
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? '-' : (char) ('0' + check);
    }

    private static int fromRight(String digits, int place) {
        return digits.charAt(digits.length() - 1 - place) - '0';
    }
}
