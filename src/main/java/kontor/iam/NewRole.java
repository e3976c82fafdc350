package kontor.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import kontor.core.AccountLimit;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.paymentlimits.PaymentLimits;
import kontor.wire.JsonFields;

/**
 * A role to be created.
 *
 * @param name 1 to 255 characters
 * @param permissions words of {@link Permissions}
 * @param limit the own accounts for which they apply
 * @param paymentLimits how much each user in it may make and approve
 */
public record NewRole(
        String name,
        boolean owner,
        Set<String> permissions,
        AccountLimit limit,
        PaymentLimits paymentLimits) {

    public NewRole {
        var faults = new ArrayList<Fault>();
        if (name.isBlank() || name.length() > 255) {
            faults.add(Fault.invalid("name", "must have 1 to 255 characters"));
        }
        for (String word : new TreeSet<>(permissions)) {
            if (!Permissions.known(word)) {
                faults.add(RoleFields.unknown("permissions", word));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        permissions = Set.copyOf(permissions);
    }

    public NewRole(String name, boolean owner, Set<String> permissions) {
        this(name, owner, permissions, AccountLimit.ALL);
    }

    /** A role without payment limits. */
    public NewRole(String name, boolean owner, Set<String> permissions, AccountLimit limit) {
        this(name, owner, permissions, limit, PaymentLimits.NONE);
    }

    /**
     * CreateRoleRequest of the API: {@code name}, {@code permissions}, optional {@code limits} and
     * {@code paymentLimits}.
     *
     * @throws InvalidRequest with all faults
     */
    public static NewRole parse(JsonFields body) {
        body.knowsOnly(
                "name",
                "permissions",
                "limits",
                PaymentLimits.MEMBER,
                "owner",
                "id",
                "organizationId",
                "version",
                "etag",
                "created",
                "updated");
        String name = RoleFields.name(body, "name");
        body.require("permissions");
        var permissions = RoleFields.permissions(body, "permissions");
        var limit = RoleFields.limit(body, "limits");
        var paymentLimits = PaymentLimits.parse(body, PaymentLimits.MEMBER);
        if (body.bool("owner").orElse(false)) {
            body.fault(
                    Fault.invalid(
                            "owner",
                            "cannot be set: an organization has one owner role, made with it"));
        }
        body.refuseFaults();
        return new NewRole(name, false, new HashSet<>(permissions), limit, paymentLimits);
    }
}
