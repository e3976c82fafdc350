package kontor.directdebits;

import java.util.Optional;
import java.util.UUID;
import kontor.http.DateRange;
import kontor.mandates.MandateScheme;
import kontor.payments.PaymentStatus;

/** The documented filters of the direct-debit list; {@code accountId} is the destination. */
record DirectDebitFilter(Optional<UUID> accountId, Optional<PaymentStatus> status,
        Optional<MandateScheme> scheme, DateRange dates) {}
