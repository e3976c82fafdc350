package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.exchangerates.Rates;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * One approval that a chain demands.
 *
 * @param requiredRoleIds users in any of these roles may give it
 * @param allowCreator whether the user who made the payment may give it, in such a role
 * @param roleLimits the amounts up to which some of these roles may; at least one role has no limit
 */
record ChainStep(List<UUID> requiredRoleIds, boolean allowCreator, List<RoleLimit> roleLimits) {

    private static final int MOST_ROLES = 10;
    private static final String ROLES = "requiredRoleIds";
    private static final String CREATOR = "allowCreatorApproval";
    private static final String LIMITS = "roleLimits";

    /**
     * @param amount the largest payment that the role may approve; converted for other currencies
     */
    record RoleLimit(UUID roleId, Money amount) {}

    ChainStep {
        requiredRoleIds = List.copyOf(requiredRoleIds);
        roleLimits = List.copyOf(roleLimits);
    }

    /**
     * The roles that may approve this payment; without those whose limit cannot be compared with
     * it.
     */
    List<UUID> rolesFor(Money payment, Rates rates) {
        return requiredRoleIds.stream().filter(role -> mayApprove(role, payment, rates)).toList();
    }

    private boolean mayApprove(UUID role, Money payment, Rates rates) {
        return roleLimits.stream()
                .filter(limit -> limit.roleId.equals(role))
                .allMatch(limit -> rates.isWithin(payment, limit.amount));
    }

    static List<ChainStep> read(JsonFields body, String name, int most) {
        var steps = new ArrayList<ChainStep>();
        for (JsonFields fields : body.objects(name, most)) {
            fields.knowsOnly(ROLES, CREATOR, LIMITS);
            fields.require(ROLES);
            var roles = ids(fields);
            steps.add(
                    new ChainStep(
                            roles, fields.bool(CREATOR).orElse(false), limits(fields, roles)));
        }
        return steps;
    }

    private static List<UUID> ids(JsonFields fields) {
        var texts = fields.texts(ROLES, 1, MOST_ROLES, 36);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < texts.size(); i++) {
            var id = Ids.parse(texts.get(i));
            if (id.isEmpty()) {
                fields.fault(Fault.invalid(ROLES + "." + i, "must be an id of a role"));
            } else if (ids.contains(id.get())) {
                fields.fault(Fault.invalid(ROLES + "." + i, "is named twice"));
            } else {
                ids.add(id.get());
            }
        }
        return ids;
    }

    private static List<RoleLimit> limits(JsonFields step, List<UUID> roles) {
        var limits = new ArrayList<RoleLimit>();
        var limited = new HashSet<UUID>();
        for (JsonFields fields : step.objects(LIMITS, MOST_ROLES)) {
            fields.knowsOnly("roleId", "amount");
            var role = Ids.parse(fields.requiredText("roleId", 1, 36));
            var amount = fields.amount("amount");
            if (role.filter(roles::contains).isEmpty()) {
                fields.fault(Fault.invalid("roleId", "must be one of the step's requiredRoleIds"));
            } else if (!limited.add(role.get())) {
                fields.fault(Fault.invalid("roleId", "has a limit already"));
            } else {
                amount.ifPresent(most -> limits.add(new RoleLimit(role.get(), most)));
            }
        }
        if (!limited.isEmpty() && limited.containsAll(roles)) {
            step.fault(
                    Fault.invalid(LIMITS, "at least one role of a step must be without a limit"));
        }
        return limits;
    }

    ObjectNode view() {
        var view = Json.object();
        var roles = view.putArray(ROLES);
        requiredRoleIds.forEach(role -> roles.add(role.toString()));
        view.put(CREATOR, allowCreator);
        if (!roleLimits.isEmpty()) {
            var limits = view.putArray(LIMITS);
            roleLimits.forEach(
                    limit ->
                            limits.addObject()
                                    .put("roleId", limit.roleId.toString())
                                    .set("amount", Json.amount(limit.amount)));
        }
        return view;
    }

    Stream<NamedId> named() {
        return IntStream.range(0, requiredRoleIds.size()).mapToObj(this::namedRole);
    }

    private NamedId namedRole(int index) {
        return new NamedId(KnownIds.Kind.ROLE, ROLES + "." + index, requiredRoleIds.get(index));
    }
}
