package kontor.overviews;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.approvals.PaymentType;

/**
 * How payments of a kind ended whose wanted date is among some days.
 *
 * @param from the first of the days, and {@code to} the last
 * @param executed that still are, without what came back
 * @param failed that the bank refused, or that never left
 * @param reasons of RETURNED and FAILED, the most frequent first
 * @param of when they were counted; absent where that is now
 */
public record Outcomes(
        PaymentType type,
        LocalDate from,
        LocalDate to,
        long executed,
        long returned,
        long failed,
        List<Reason> reasons,
        Optional<Instant> of) {

    /**
     * Why payments ended otherwise than wanted.
     *
     * @param code of ISO 20022, the bank's own or Kontor's word
     */
    public record Reason(String code, String meaning, long count) {}

    public Outcomes {
        reasons = List.copyOf(reasons);
    }

    public long all() {
        return executed + returned + failed;
    }
}
