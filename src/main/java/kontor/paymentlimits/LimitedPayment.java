package kontor.paymentlimits;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The kinds of payments that limits count, each by itself. */
public enum LimitedPayment {
    CREDIT_TRANSFER,
    DIRECT_DEBIT;

    /**
     * @param resource the plural word of the API, e.g. {@code credit_transfers}
     */
    public static LimitedPayment of(String resource) {
        return Arrays.stream(values())
                .filter(one -> one.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind of payment " + resource));
    }

    /** The plural word of the API, which is the name of their table too. */
    String resource() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    /** In sentences. */
    public String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
    }

    /** Whether a role with these permissions can do it at all. */
    boolean isDoneWith(LimitedAction action, Set<String> permissions) {
        String word =
                switch (action) {
                    case CREATE -> "create";
                    case APPROVE -> "update";
                };
        return permissions.contains(resource() + ":" + word);
    }
}
