package kontor.transactions;

import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.wire.DateRange;

/**
 * The documented filters of the transaction list, and the accounts that the caller may see at all.
 */
record TransactionFilter(
        Optional<UUID> accountId,
        Optional<ReconciliationStatus> status,
        DateRange dates,
        AccountLimit limit) {}
