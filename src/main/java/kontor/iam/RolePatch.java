package kontor.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kontor.core.AccountLimit;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.paymentlimits.PaymentLimits;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a role, as typed steps. Permissions are in alphabetical order, as GET shows them:
 * {@code /permissions/0} is the first.
 *
 * @param steps applied in order, all or none
 */
public record RolePatch(List<Step> steps) {

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/name", Op.REPLACE),
                    Rule.of("/permissions", Op.ADD, Op.REPLACE),
                    Rule.of("/permissions/-", Op.ADD),
                    Rule.of("/permissions/[0-9]{1,3}", Op.REMOVE),
                    Rule.of("/limits", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/paymentLimits", Op.ADD, Op.REPLACE, Op.REMOVE));

    /** One operation with typed values. */
    public sealed interface Step {
        record Name(String value) implements Step {}

        record AllPermissions(Set<String> words) implements Step {}

        record AddPermission(String word) implements Step {}

        record RemovePermission(int index) implements Step {}

        record Limit(AccountLimit value) implements Step {}

        record Payments(PaymentLimits value) implements Step {}
    }

    public RolePatch {
        steps = List.copyOf(steps);
    }

    public static RolePatch parse(JsonPatch patch) {
        var steps = patch.operations().stream().map(RolePatch::step).toList();
        patch.refuseFaults();
        return new RolePatch(steps);
    }

    /** A step with faults is never used, since they refuse the whole patch. */
    private static Step step(Operation operation) {
        var fields = operation.fields();
        boolean remove = operation.op() == Op.REMOVE;
        return switch (operation.path()) {
            case "/name" -> new Step.Name(RoleFields.name(fields, "value"));
            case "/permissions" ->
                    new Step.AllPermissions(new HashSet<>(RoleFields.permissions(fields, "value")));
            case "/permissions/-" -> new Step.AddPermission(word(operation));
            case "/limits" ->
                    new Step.Limit(remove ? AccountLimit.ALL : RoleFields.limit(fields, "value"));
            case "/paymentLimits" ->
                    new Step.Payments(
                            remove ? PaymentLimits.NONE : PaymentLimits.parse(fields, "value"));
            default -> new Step.RemovePermission(Integer.parseInt(operation.key()));
        };
    }

    private static String word(Operation operation) {
        String word = operation.fields().requiredText("value", 1, 100);
        if (!word.isEmpty() && !Permissions.known(word)) {
            operation.fields().fault(RoleFields.unknown("value", word));
        }
        return word;
    }

    Outcome<Role> applyTo(Role role, Instant now) {
        String name = role.name();
        var permissions = new TreeSet<>(role.permissions());
        var limit = role.limit();
        var paymentLimits = role.paymentLimits();
        for (Step step : steps) {
            switch (step) {
                case Step.Name(var value) -> name = value;
                case Step.AllPermissions(var words) -> {
                    permissions.clear();
                    permissions.addAll(words);
                }
                case Step.AddPermission(var word) -> permissions.add(word);
                case Step.Limit(var value) -> limit = value;
                case Step.Payments(var value) -> paymentLimits = value;
                case Step.RemovePermission(int index) -> {
                    var word = new ArrayList<>(permissions).stream().skip(index).findFirst();
                    if (word.isEmpty()) {
                        return Outcome.refused(noSuch(index, permissions.size()));
                    }
                    permissions.remove(word.get());
                }
            }
        }
        return Outcome.done(role.changed(name, permissions, limit, paymentLimits, now));
    }

    private static Refusal noSuch(int index, int size) {
        return Refusal.rule(
                "path_not_found",
                "path",
                "the role has " + size + " permissions, so none at /permissions/" + index);
    }

    /** The new limit; absent when the patch does not change it. */
    Optional<AccountLimit> limit() {
        Optional<AccountLimit> limit = Optional.empty();
        for (Step step : steps) {
            if (step instanceof Step.Limit(var value)) {
                limit = Optional.of(value);
            }
        }
        return limit;
    }
}
