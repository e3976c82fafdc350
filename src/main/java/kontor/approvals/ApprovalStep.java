package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.wire.Json;

/**
 * One decision that a payment needs.
 *
 * @param accountId the own account of the payment; a batch has none of its own
 * @param chainId the chain that asked for it; the organization's own id for the owner step
 * @param requiredRoleIds any of these roles may decide; none where a chain approved by itself
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

    /** The words of the API. */
    public enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    /** Who decided, as the API shows a user. */
    public record Approver(UUID id, String username, String name, UUID roleId) {

        static Approver of(Caller caller) {
            return new Approver(caller.userId(), caller.username(), caller.name(), caller.roleId());
        }
    }

    public ApprovalStep {
        requiredRoleIds = List.copyOf(requiredRoleIds);
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

    /** The step in a list over all kinds of payment. */
    ObjectNode waitingView() {
        var view =
                Json.object()
                        .put("paymentType", type.name())
                        .put("paymentId", paymentId.toString());
        view.set("approvalStep", view());
        return view;
    }

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
