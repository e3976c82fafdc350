package kontor.mandates;

import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;

/**
 * The documented filters of the mandate list, and the own accounts that the caller may see at all.
 */
record MandateFilter(
        Optional<UUID> externalAccountId,
        Optional<UUID> counterpartyId,
        Optional<MandateStatus> status,
        Optional<MandateScheme> scheme,
        AccountLimit limit) {}
