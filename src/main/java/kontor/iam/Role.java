package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.AccountLimit;
import kontor.core.OrganizationId;
import kontor.paymentlimits.PaymentLimits;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * What the users in it may do.
 *
 * @param owner whether it is the owner role, which approves payments that no approval chain applies
 *     to
 * @param permissions words of {@link Permissions}; the owner role has all
 * @param limit the own accounts for which they apply, as the request named them: without the
 *     accounts of its entities
 * @param paymentLimits how much each user in it may make and approve; the owner role has none
 */
public record Role(
        OrganizationId organization,
        UUID id,
        String name,
        boolean owner,
        Set<String> permissions,
        AccountLimit limit,
        PaymentLimits paymentLimits,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final String RESOURCE = "roles";

    public Role {
        permissions = owner ? Permissions.ALL : Set.copyOf(permissions);
    }

    static Role made(OrganizationId organization, UUID id, NewRole wanted, Instant now) {
        return new Role(
                organization,
                id,
                wanted.name(),
                wanted.owner(),
                wanted.permissions(),
                wanted.limit(),
                wanted.paymentLimits(),
                false,
                1,
                now,
                now);
    }

    Role changed(
            String newName,
            Set<String> newPermissions,
            AccountLimit newLimit,
            PaymentLimits newPaymentLimits,
            Instant now) {
        return new Role(
                organization,
                id,
                newName,
                owner,
                newPermissions,
                newLimit,
                newPaymentLimits,
                false,
                version + 1,
                created,
                now);
    }

    /** Whether it lets users do the same. */
    boolean isAs(Role other) {
        return deleted == other.deleted
                && permissions.equals(other.permissions)
                && limit.equals(other.limit)
                && paymentLimits.equals(other.paymentLimits);
    }

    Role gone(Instant now) {
        return new Role(
                organization,
                id,
                name,
                owner,
                permissions,
                limit,
                paymentLimits,
                true,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot() {
        return new Snapshot(RESOURCE, id, version, Json.write(view()));
    }

    ObjectNode view() {
        var json =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("name", name)
                        .put("owner", owner);
        var words = json.putArray("permissions");
        new TreeSet<>(permissions).forEach(words::add);
        if (!limit.all()) {
            var limits = json.putObject("limits");
            var accounts = limits.putArray("accountIds");
            new TreeSet<>(limit.accountIds()).forEach(id -> accounts.add(id.toString()));
            var entities = limits.putArray("entityIds");
            new TreeSet<>(limit.entityIds()).forEach(id -> entities.add(id.toString()));
        }
        paymentLimits.show(json);
        return json.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
