package kontor.retries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kontor.core.Fault;
import kontor.identifiers.ReasonCode;
import kontor.rtransactions.ReasonRule;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of the retry policy, as typed steps.
 *
 * @param steps applied in order, all or none
 */
public record RetryPolicyPatch(List<UnaryOperator<RetryPolicy>> steps) {

    private static final String VALUE = "value";
    private static final int MOST_CODES = 20;
    private static final int MOST_DAYS = 30;
    private static final int DAYS_OF_MONTH = 31;

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/reasonCodes", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/attempts", Op.ADD, Op.REPLACE),
                    Rule.of("/afterDays", Op.ADD, Op.REPLACE),
                    Rule.of("/daysOfMonth", Op.ADD, Op.REPLACE));

    public RetryPolicyPatch {
        steps = List.copyOf(steps);
    }

    public static RetryPolicyPatch parse(JsonPatch patch) {
        var steps = patch.operations().stream().map(RetryPolicyPatch::step).toList();
        patch.refuseFaults();
        return new RetryPolicyPatch(steps);
    }

    private static UnaryOperator<RetryPolicy> step(Operation operation) {
        return switch (operation.path()) {
            case "/reasonCodes" -> {
                var codes =
                        operation.op() == Op.REMOVE ? List.<String>of() : reasonCodes(operation);
                yield policy -> policy.withReasonCodes(codes);
            }
            case "/attempts" -> {
                int most = number(operation, 2);
                yield policy -> policy.withAttempts(most);
            }
            case "/afterDays" -> {
                int days = number(operation, MOST_DAYS);
                yield policy -> policy.after(days);
            }
            case "/daysOfMonth" -> {
                var days = daysOfMonth(operation);
                yield policy -> policy.onDays(days);
            }
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    /** Only reasons after which the same may go well; never a refund that the payer asked for. */
    private static List<String> reasonCodes(Operation operation) {
        var fields = operation.fields();
        var codes =
                fields.texts(VALUE, MOST_CODES, 35).stream()
                        .map(ReasonCode::canonical)
                        .distinct()
                        .toList();
        if (codes.contains("")) {
            fields.fault(Fault.invalid(VALUE, "must not name an empty code; leave it out"));
        }
        for (String code : codes) {
            var rule = ReasonRule.of(code);
            if (!rule.worthAnotherTry()) {
                fields.fault(
                        Fault.invalid(VALUE, "must not name %s: %s".formatted(code, rule.cure())));
            }
        }
        return codes;
    }

    private static int number(Operation operation, int most) {
        var fields = operation.fields();
        long asked = fields.integer(VALUE).orElse(1L);
        if (asked < 1 || asked > most) {
            fields.fault(Fault.invalid(VALUE, "must be 1 to " + most));
            return 1;
        }
        return Math.toIntExact(asked);
    }

    private static List<Integer> daysOfMonth(Operation operation) {
        var days = new ArrayList<Integer>();
        var value = operation.value();
        if (value != null && value.isArray()) {
            for (JsonNode one : value) {
                days.add(one.isInt() ? one.asInt() : 0);
            }
        }
        boolean fits =
                !days.isEmpty()
                        && days.size() <= DAYS_OF_MONTH
                        && days.stream().allMatch(day -> day >= 1 && day <= DAYS_OF_MONTH);
        if (!fits) {
            operation
                    .fields()
                    .fault(Fault.invalid(VALUE, "must be an array of days, each 1 to 31"));
            return List.of(1);
        }
        return days;
    }

    RetryPolicy applyTo(RetryPolicy policy) {
        var next = policy;
        for (var step : steps) {
            next = step.apply(next);
        }
        return next;
    }
}
