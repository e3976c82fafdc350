package kontor.payments;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.wire.DateRange;
import kontor.wire.QueryFields;

/**
 * Which payments a list shows.
 *
 * @param accountId the own account
 * @param scheme its word in the API
 * @param dates of the dates that clients want, first and last included
 */
public record PaymentFilter(
        Optional<UUID> accountId,
        Optional<PaymentStatus> status,
        Optional<String> scheme,
        DateRange dates,
        Optional<UUID> batchId) {

    /**
     * @param scheme reads the filter of that name, where the list has it
     */
    static PaymentFilter parse(QueryFields fields, Function<QueryFields, Optional<String>> scheme) {
        return new PaymentFilter(
                fields.id("accountId"),
                fields.oneOf("status", PaymentStatus.class),
                scheme.apply(fields),
                fields.dates("date"),
                fields.id("batchId"));
    }
}
