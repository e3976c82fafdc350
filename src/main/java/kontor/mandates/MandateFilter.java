package kontor.mandates;

import java.util.Optional;
import java.util.UUID;

/** The documented filters of the mandate list. */
record MandateFilter(Optional<UUID> externalAccountId, Optional<UUID> counterpartyId,
        Optional<MandateStatus> status, Optional<MandateScheme> scheme) {}
