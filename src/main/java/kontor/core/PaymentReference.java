package kontor.core;

import java.util.Locale;
import java.util.UUID;

/** The id of a payment as files to and from banks carry it. */
public final class PaymentReference {

    /** Characters that a record of Bankgirot has for it. */
    private static final int SHORT = 16;

    private PaymentReference() {}

    /** In XML (EndToEndId): 32 characters. */
    public static String whole(UUID payment) {
        return payment.toString().replace("-", "");
    }

    /** In records of Bankgirot: its end, which is drawn at random, in capital letters. */
    public static String end(UUID payment) {
        String whole = whole(payment);
        return whole.substring(whole.length() - SHORT).toUpperCase(Locale.ROOT);
    }
}
