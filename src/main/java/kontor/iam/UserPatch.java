package kontor.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.addresses.Network;
import kontor.core.Refusal;
import kontor.paymentlimits.PaymentLimits;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a user; of several operations on one path the last counts.
 *
 * @param name the new name, if it is to change
 * @param roleId the new role, if it is to change
 * @param bounds those of the access key that are to change, in their order
 * @param paymentLimits all that the user has from now on, if they are to change
 */
public record UserPatch(
        Optional<String> name,
        Optional<UUID> roleId,
        List<Bound> bounds,
        Optional<PaymentLimits> paymentLimits) {

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/name", Op.REPLACE),
                    Rule.of("/roleId", Op.REPLACE),
                    Rule.of("/allowedAddresses", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/secretExpires", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/paymentLimits", Op.ADD, Op.REPLACE, Op.REMOVE));

    /** A change of one bound. */
    @FunctionalInterface
    public interface Bound {
        KeyBounds applyTo(KeyBounds bounds);
    }

    public UserPatch {
        bounds = List.copyOf(bounds);
    }

    /** A patch that leaves the payment limits as they are. */
    public UserPatch(Optional<String> name, Optional<UUID> roleId, List<Bound> bounds) {
        this(name, roleId, bounds, Optional.empty());
    }

    /**
     * A new name, a new role.
     *
     * @param body with {@code name} and {@code roleId}
     * @throws kontor.core.InvalidRequest with all faults
     */
    public static UserPatch of(JsonFields body) {
        String name = RoleFields.name(body, "name");
        var roleId = NewUser.roleId(body, "roleId");
        body.refuseFaults();
        return new UserPatch(Optional.of(name), roleId, List.of());
    }

    public static UserPatch parse(JsonPatch patch) {
        Optional<String> name = Optional.empty();
        Optional<UUID> roleId = Optional.empty();
        Optional<PaymentLimits> paymentLimits = Optional.empty();
        var bounds = new ArrayList<Bound>();
        for (var operation : patch.operations()) {
            switch (operation.path()) {
                case "/name" -> name = Optional.of(RoleFields.name(operation.fields(), "value"));
                case "/roleId" -> roleId = NewUser.roleId(operation.fields(), "value");
                case "/paymentLimits" -> paymentLimits = Optional.of(paymentLimits(operation));
                default -> bounds.add(bound(operation));
            }
        }
        patch.refuseFaults();
        return new UserPatch(name, roleId, bounds, paymentLimits);
    }

    private static PaymentLimits paymentLimits(Operation operation) {
        return operation.op() == Op.REMOVE
                ? PaymentLimits.NONE
                : PaymentLimits.parse(operation.fields(), "value");
    }

    private static Bound bound(Operation operation) {
        boolean removes = operation.op() == Op.REMOVE;
        if (operation.path().equals("/allowedAddresses")) {
            List<Network> networks =
                    removes ? List.of() : RoleFields.networks(operation.fields(), "value");
            return bounds -> bounds.to(networks);
        }
        Optional<Instant> end =
                removes ? Optional.empty() : RoleFields.moment(operation.fields(), "value");
        return bounds -> bounds.until(end);
    }

    boolean onlyNames() {
        return roleId.isEmpty() && bounds.isEmpty() && paymentLimits.isEmpty();
    }

    KeyBounds boundsOf(User user) {
        var changed = user.bounds();
        for (var one : bounds) {
            changed = one.applyTo(changed);
        }
        return changed;
    }

    Optional<Refusal> refusedBounds(User user, Instant now) {
        return bounds.isEmpty() ? Optional.empty() : boundsOf(user).refusal(user, now);
    }

    User applyTo(User user, Instant now) {
        var changed =
                user.changed(
                        name.orElse(user.name()),
                        roleId.orElse(user.roleId()),
                        boundsOf(user),
                        now);
        return paymentLimits.map(changed::limited).orElse(changed);
    }
}
