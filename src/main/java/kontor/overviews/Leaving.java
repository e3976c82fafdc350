package kontor.overviews;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import kontor.approvals.PaymentType;
import kontor.core.Currency;

/**
 * Until when a bank takes a file for a bank day, and what would be in it.
 *
 * @param scheme word of the API
 * @param banks names of the connections, as far as the caller may read them
 * @param zone of the bank
 * @param date the bank day
 * @param approved payments that leave, and {@code waiting} those that nobody has approved yet
 * @param sums of the approved, by currency
 */
public record Leaving(
        PaymentType type,
        String scheme,
        List<String> banks,
        Instant deadline,
        ZoneId zone,
        LocalDate date,
        long approved,
        long waiting,
        List<Sum> sums) {

    /** Money of several payments, in minor units. */
    public record Sum(Currency currency, BigInteger minor) {}

    public Leaving {
        banks = List.copyOf(banks);
        sums = List.copyOf(sums);
    }

    public boolean isEmpty() {
        return approved == 0 && waiting == 0;
    }
}
