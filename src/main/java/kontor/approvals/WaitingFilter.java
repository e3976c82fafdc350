package kontor.approvals;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which pending approval steps a list shows.
 *
 * @param type steps of payments of this kind; absent for all kinds
 * @param role steps that this role may decide; absent for all roles
 */
public record WaitingFilter(Optional<PaymentType> type, Optional<UUID> role) {

    static final String[] NAMES = {"status", "paymentType", "roleId"};

    /** The values of the filter {@code status}: only pending steps are listed. */
    private enum Status {
        PENDING
    }

    static WaitingFilter parse(QueryFields query) {
        query.oneOf("status", Status.class);
        return new WaitingFilter(query.oneOf("paymentType", PaymentType.class), query.id("roleId"));
    }
}
