package kontor.approvals;

import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Money;

/**
 * A payment as the conditions of chains look at it, at the moment it is made.
 *
 * @param creator whoever makes it; in which role counts
 * @param accountId the own account
 * @param entityId the entity that holds the own account
 */
public record Subject(
        UUID paymentId,
        PaymentType type,
        Money amount,
        Caller creator,
        UUID accountId,
        UUID entityId) {}
