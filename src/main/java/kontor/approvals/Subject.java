package kontor.approvals;

import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.OrganizationId;

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
        UUID entityId) {

    /**
     * Whoever made a payment long ago, as far as conditions look at them.
     *
     * @param role the one in which it was made
     */
    public static Caller creator(OrganizationId organization, UUID user, UUID role) {
        return new Caller(organization, user, "", "", role, false, false, Set.of(), 1);
    }
}
