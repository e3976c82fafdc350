package kontor.transactions;

import java.util.Optional;
import java.util.UUID;
import kontor.http.DateRange;

/** The documented filters of the transaction list. */
record TransactionFilter(Optional<UUID> accountId, Optional<ReconciliationStatus> status,
        DateRange dates) {}
