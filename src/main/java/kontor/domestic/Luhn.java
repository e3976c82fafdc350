package kontor.domestic;

/** The mod 10 check of ISO/IEC 7812: from the right, every second digit counts double. */
public final class Luhn {

    private Luhn() {}

    /** The digit that makes these and it check. */
    public static int digit(String digits) {
        for (int digit = 0; digit < 9; digit++) {
            if (accepts(digits + digit)) {
                return digit;
            }
        }
        return 9;
    }

    /** Whether the last digit is the check digit of those before it. */
    public static boolean accepts(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int product = place % 2 == 0 ? digit : 2 * digit;
            sum += product > 9 ? product - 9 : product;
        }
        return sum % 10 == 0;
    }
}
