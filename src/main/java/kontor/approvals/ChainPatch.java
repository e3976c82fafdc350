package kontor.approvals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kontor.core.Money;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a chain, as typed steps. Beyond the operations of the published API it knows
 * {@code /autoApproveLimit} and the removal of {@code /triggerCondition}.
 *
 * @param steps applied in order, all or none
 */
public record ChainPatch(List<UnaryOperator<ChainTerms>> steps) {

    private static final String VALUE = "value";
    static final List<Rule> RULES =
            List.of(
                    Rule.of("/name", Op.ADD, Op.REPLACE),
                    Rule.of("/autoApprove", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/autoApproveLimit", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/approvalSteps", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/triggerCondition", Op.ADD, Op.REPLACE, Op.REMOVE));

    public ChainPatch {
        steps = List.copyOf(steps);
    }

    static ChainPatch parse(JsonPatch patch) {
        var steps = new ArrayList<UnaryOperator<ChainTerms>>();
        patch.operations().forEach(operation -> steps.add(step(operation)));
        patch.refuseFaults();
        return new ChainPatch(steps);
    }

    private static UnaryOperator<ChainTerms> step(Operation operation) {
        boolean remove = operation.op() == Op.REMOVE;
        var fields = operation.fields();
        return switch (operation.path()) {
            case "/name" -> {
                var name = ChainTerms.name(fields, VALUE);
                yield terms -> terms.withName(name);
            }
            case "/autoApprove" -> {
                boolean autoApprove = !remove && fields.bool(VALUE).orElse(false);
                yield terms -> terms.withAutoApprove(autoApprove);
            }
            case "/autoApproveLimit" -> {
                var limit = remove ? Optional.<Money>empty() : fields.amount(VALUE);
                yield terms -> terms.withAutoApproveLimit(limit);
            }
            case "/approvalSteps" -> {
                var approvals =
                        remove
                                ? List.<ChainStep>of()
                                : ChainStep.read(fields, VALUE, ChainTerms.MOST_STEPS);
                yield terms -> terms.withSteps(approvals);
            }
            case "/triggerCondition" -> {
                var condition =
                        remove ? TriggerCondition.ALWAYS : TriggerCondition.read(fields, VALUE);
                yield terms -> terms.withCondition(condition);
            }
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    ChainTerms applyTo(ChainTerms terms) {
        var next = terms;
        for (var step : steps) {
            next = step.apply(next);
        }
        return next;
    }
}
