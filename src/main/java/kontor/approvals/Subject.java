package kontor.approvals;

import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Money;

/**
 * The properties of a new payment that the conditions of chains look at.
 *
 * @param creator the user who makes it, in the role of that moment
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
