package kontor.iso20022;

import java.math.BigDecimal;
import kontor.core.Money;

/** Compares the count and the sum that stand in a header with the transactions that follow it. */
final class Tally {

    private final String what;
    private final int expectedCount;
    private final BigDecimal expectedSum;
    private int count;
    private BigDecimal sum = BigDecimal.ZERO;

    Tally(String what, int expectedCount, BigDecimal expectedSum) {
        this.what = what;
        this.expectedCount = expectedCount;
        this.expectedSum = expectedSum;
    }

    void add(Money amount) {
        count++;
        sum = sum.add(amount.decimal());
    }

    /** IllegalStateException: they do not agree. */
    void check() {
        if (count != expectedCount || sum.compareTo(expectedSum) != 0) {
            throw new IllegalStateException(
                    what
                            + " tells of "
                            + expectedCount
                            + " transactions, sum "
                            + expectedSum
                            + ", but "
                            + count
                            + " were written, sum "
                            + sum);
        }
    }
}
