package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.wire.Json;

/**
 * One decision that a payment needs.
 *
 * @param accountId the own account of the payment; absent for a batch
 * @param number its place among the steps of the payment, from 1
 * @param chainId the chain that it comes from; for the owner step the id of the organization
 * @param requiredRoleIds users in any of these roles may decide; none where the chain approved by
 *     itself
 * @param allowCreator whether the user who made the payment may decide
 */
public record ApprovalStep(
        UUID paymentId,
        PaymentType type,
        Optional<UUID> accountId,
        int number,
        UUID id,
        UUID chainId,
        List<UUID> requiredRoleIds,
        boolean allowCreator,
        Status status,
        boolean autoApproved,
        Optional<Approver> approver,
        Optional<Instant> decided) {

    /** Where a new step belongs; components as above. */
    record Place(
            UUID paymentId, PaymentType type, Optional<UUID> accountId, int number, UUID chainId) {}

    /** ApprovalStatus of the API. */
    public enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    /** The user who decided, as the API shows a user. */
    public record Approver(UUID id, String username, String name, UUID roleId) {

        static Approver of(Caller caller) {
            return new Approver(caller.userId(), caller.username(), caller.name(), caller.roleId());
        }
    }

    public ApprovalStep {
        requiredRoleIds = List.copyOf(requiredRoleIds);
    }

    /** A step that somebody must decide. */
    static ApprovalStep pending(Place place, List<UUID> roles, boolean allowCreator) {
        return of(place, roles, allowCreator, Optional.empty());
    }

    /** A step that its chain approves by itself. */
    static ApprovalStep autoApproved(Place place, boolean allowCreator, Instant now) {
        return of(place, List.of(), allowCreator, Optional.of(now));
    }

    private static ApprovalStep of(
            Place place, List<UUID> roles, boolean allowCreator, Optional<Instant> autoApproved) {
        return new ApprovalStep(
                place.paymentId,
                place.type,
                place.accountId,
                place.number,
                Ids.next(),
                place.chainId,
                roles,
                allowCreator,
                autoApproved.isPresent() ? Status.APPROVED : Status.PENDING,
                autoApproved.isPresent(),
                Optional.empty(),
                autoApproved);
    }

    /** Whether nothing is left to approve. */
    public static boolean allApproved(List<ApprovalStep> steps) {
        return steps.stream().allMatch(step -> step.status == Status.APPROVED);
    }

    ApprovalStep decidedBy(Caller caller, Status decision, Instant now) {
        return new ApprovalStep(
                paymentId,
                type,
                accountId,
                number,
                id,
                chainId,
                requiredRoleIds,
                allowCreator,
                decision,
                false,
                Optional.of(Approver.of(caller)),
                Optional.of(now));
    }

    /** The same step of a payment that is judged anew: nobody has taken it. */
    ApprovalStep again(int place, List<UUID> roles) {
        var of = new Place(paymentId, type, accountId, place, chainId);
        return of(of, roles, allowCreator, autoApproved ? decided : Optional.empty());
    }

    /** PaymentApprovalStep of the API. */
    public ObjectNode view() {
        var view =
                Json.object().put("id", id.toString()).put("approvalChainId", chainId.toString());
        if (!requiredRoleIds.isEmpty()) {
            var roles = view.putArray("requiredRoleIds");
            requiredRoleIds.forEach(role -> roles.add(role.toString()));
        }
        view.put("status", status.name());
        approver.ifPresent(
                who -> {
                    var user =
                            view.putObject("approver")
                                    .put("id", who.id().toString())
                                    .put("username", who.username());
                    if (!who.name().isEmpty()) {
                        user.put("name", who.name());
                    }
                    user.put("roleId", who.roleId().toString());
                });
        decided.ifPresent(when -> view.put("updated", Json.timestamp(when)));
        return view.put("autoApproved", autoApproved).put("allowCreatorApproval", allowCreator);
    }
}
