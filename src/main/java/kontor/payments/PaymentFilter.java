package kontor.payments;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.DateRange;

/** The documented filters of the lists of payments; {@code accountId} is the own account. */
record PaymentFilter(
        Optional<UUID> accountId,
        Optional<PaymentStatus> status,
        Optional<String> scheme,
        DateRange dates,
        Optional<UUID> batchId) {}
