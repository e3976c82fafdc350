package kontor.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kontor.core.Money;

/**
 * A balance that a bank reports; see {@link Balance}.
 *
 * @param source what it comes from, e.g. the id of a statement; a balance that the same source
 *     reported before is skipped
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
