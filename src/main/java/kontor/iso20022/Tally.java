package kontor.iso20022;

import java.math.BigDecimal;
import kontor.core.Money;

/** Compares the count and the sum a file tells of itself with what is written after them. */
final class Tally {

    private final String what;
    private final int toldCount;
    private final BigDecimal toldSum;
    private int count;
    private BigDecimal sum = BigDecimal.ZERO;

    Tally(String what, int toldCount, BigDecimal toldSum) {
        this.what = what;
        this.toldCount = toldCount;
        this.toldSum = toldSum;
    }

    void add(Money amount) {
        count++;
        sum = sum.add(amount.decimal());
    }

    /** IllegalStateException: they do not agree. */
    void check() {
        if (count != toldCount || sum.compareTo(toldSum) != 0) {
            throw new IllegalStateException(
                    what
                            + " tells of "
                            + toldCount
                            + " transactions, sum "
                            + toldSum
                            + ", but "
                            + count
                            + " were written, sum "
                            + sum);
        }
    }
}
