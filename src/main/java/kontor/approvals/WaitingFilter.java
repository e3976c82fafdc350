package kontor.approvals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.wire.QueryFields;

/**
 * Which pending approval steps a list shows.
 *
 * @param type steps of payments of this kind; absent for all kinds
 * @param role steps that this role may decide; absent for all roles
 * @param byDeadline the earliest submission deadline first, else the oldest step
 */
public record WaitingFilter(Optional<PaymentType> type, Optional<UUID> role, boolean byDeadline) {

    /** The query parameters that {@link #parse} reads. */
    public static final List<String> NAMES = List.of("status", "paymentType", "roleId", "sort");

    private static final String DEADLINE = "submissionDeadline";

    /** The values of the filter {@code status}: only pending steps are listed. */
    private enum Status {
        PENDING
    }

    /** Reads what the query says. */
    public static WaitingFilter parse(QueryFields query) {
        query.manyOf("status", Status.class);
        var sort = query.matching("sort", Pattern.compile(DEADLINE), "must be " + DEADLINE);
        return new WaitingFilter(
                query.oneOf("paymentType", PaymentType.class),
                query.id("roleId"),
                sort.isPresent());
    }
}
