package kontor.changepages;

import java.util.Map;
import kontor.changerequests.Area;
import kontor.changerequests.ChangeRequest;
import kontor.pages.State;
import kontor.wire.Json;

/** Change requests as people read them. */
final class ChangeWords {

    /** What is asked for, by the name of its operation. */
    private static final Map<String, String> OPERATIONS =
            Map.ofEntries(
                    Map.entry("createUser", "A new person or program"),
                    Map.entry("updateUser", "Change a user"),
                    Map.entry("deleteUser", "Revoke a user"),
                    Map.entry("inviteUser", "Invite a person again"),
                    Map.entry("rotateSecretUser", "A new secret for a program"),
                    Map.entry("transferOwnershipUser", "Give the owner role away"),
                    Map.entry("createRole", "A new role"),
                    Map.entry("updateRole", "Change a role"),
                    Map.entry("deleteRole", "Delete a role"),
                    Map.entry("updateOrganization", "Change the organization"),
                    Map.entry("createApprovalChain", "A new approval chain"),
                    Map.entry("updateApprovalChain", "Change an approval chain"),
                    Map.entry("deleteApprovalChain", "Delete an approval chain"),
                    Map.entry("updateApprovalSettings", "Change how approvals are evaluated"),
                    Map.entry("createExchangeRate", "Store exchange rates"),
                    Map.entry("createMetadataKey", "A new metadata key"),
                    Map.entry("updateMetadataKey", "Change a metadata key"),
                    Map.entry("deleteMetadataKey", "Delete a metadata key"),
                    Map.entry("createConnection", "Connect a bank"),
                    Map.entry("updateConnection", "Rename a bank connection"),
                    Map.entry("deleteConnection", "Disconnect a bank"),
                    Map.entry("createAccount", "A new own account"),
                    Map.entry("updateAccount", "Change an own account"),
                    Map.entry("updateEntity", "Change an entity's creditor numbers"),
                    Map.entry("updateCreditTransfer", "Set the status of a transfer by hand"),
                    Map.entry("reviewPayeeAccount", "Pay to an account of a payee"),
                    Map.entry("createChangeRequestExemption", "Exempt a program"),
                    Map.entry("deleteChangeRequestExemption", "End the exemption of a program"));

    private ChangeWords() {}

    static String operation(ChangeRequest one) {
        String name = one.what().operation();
        return OPERATIONS.getOrDefault(name, name);
    }

    /** Whose page shows what it is about; empty where there is none, or not yet. */
    static String path(ChangeRequest one) {
        boolean isThere = one.before().isPresent() || one.what().area() == Area.PAYEE_ACCOUNTS;
        return isThere || !one.isPending() ? page(one) : "";
    }

    private static String page(ChangeRequest one) {
        String id = one.what().target().toString();
        return switch (one.what().resource()) {
            case "users" -> "/users/" + id;
            case "roles" -> "/roles/" + id;
            case "approval_chains" -> "/approval-chains/" + id;
            case "metadata_keys" -> "/metadata-keys/" + id;
            case "accounts" -> "/accounts/" + id;
            case "credit_transfers" -> "/credit-transfers/" + id;
            case "external_accounts" -> counterparty(one);
            case "organizations" -> "/settings/organization";
            default -> "";
        };
    }

    /** The page of the payee whose account it is. */
    private static String counterparty(ChangeRequest one) {
        String id =
                one.after()
                        .map(text -> Json.readOwn(text).path("counterpartyId").asText())
                        .orElse("");
        return id.isEmpty() ? "" : "/counterparties/" + id;
    }

    static State state(ChangeRequest one) {
        var shape =
                switch (one.status()) {
                    case PENDING -> State.Shape.RING;
                    case APPROVED -> State.Shape.FULL;
                    case REJECTED, WITHDRAWN, EXPIRED -> State.Shape.ENDED;
                    case STALE -> State.Shape.FAILED;
                };
        return State.of(shape, one.status().name());
    }
}
