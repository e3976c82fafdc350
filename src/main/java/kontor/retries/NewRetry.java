package kontor.retries;

import java.time.LocalDate;
import java.util.Optional;
import kontor.wire.JsonFields;

/**
 * The request to collect again.
 *
 * @param date when; without one, the first day on which it can be
 * @param externalId of the new collection
 */
public record NewRetry(Optional<LocalDate> date, Optional<String> externalId) {

    /** CollectAgainRequest of the API; the body may be left out. */
    public static NewRetry parse(Optional<JsonFields> body) {
        if (body.isEmpty()) {
            return new NewRetry(Optional.empty(), Optional.empty());
        }
        var fields = body.get();
        var wanted = new NewRetry(fields.date("date"), fields.externalId("externalId"));
        fields.refuseFaults();
        return wanted;
    }
}
