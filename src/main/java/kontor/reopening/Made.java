package kontor.reopening;

import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.approvals.Subject;
import kontor.core.Money;
import kontor.core.OrganizationId;

/**
 * A payment by what was true when it was made.
 *
 * @param creatorRole the role in which it was made
 * @param account the own account
 */
public record Made(
        UUID payment,
        PaymentType type,
        Money amount,
        Optional<UUID> creator,
        Optional<UUID> creatorRole,
        UUID account) {

    private static final UUID NOBODY = new UUID(0, 0);

    /** What approval chains look at, where this entity holds the account. */
    Subject at(OrganizationId organization, UUID entity) {
        var by = Subject.creator(organization, creator.orElse(NOBODY), creatorRole.orElse(NOBODY));
        return new Subject(payment, type, amount, by, account, entity);
    }
}
