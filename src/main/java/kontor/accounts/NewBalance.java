package kontor.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kontor.core.Money;

/**
 * A balance that a bank reports.
 *
 * @param source what reported it, e.g. the id of a statement; the same source told twice adds
 *     nothing
 */
public record NewBalance(
        UUID accountId,
        Balance.Type type,
        Balance.ReportedType reportedType,
        Money amount,
        LocalDate localDate,
        Instant timestamp,
        String source) {

    public NewBalance {
        if (source.isEmpty() || source.length() > 255) {
            throw new IllegalArgumentException("the source of a balance has 1 to 255 characters");
        }
    }
}
