package kontor.metadata;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of a metadata key; its name cannot be changed.
 *
 * @param steps carried out in order, all or none
 */
public record MetadataKeyPatch(List<UnaryOperator<KeyTerms>> steps) {

    private static final String VALUE = "value";
    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/description", Op.ADD, Op.REPLACE, Op.REMOVE),
                    Rule.of("/resources", Op.ADD, Op.REPLACE),
                    Rule.of("/allowedValues", Op.ADD, Op.REPLACE, Op.REMOVE));

    public MetadataKeyPatch {
        steps = List.copyOf(steps);
    }

    public static MetadataKeyPatch parse(JsonPatch patch) {
        var steps = patch.operations().stream().map(MetadataKeyPatch::step).toList();
        patch.refuseFaults();
        return new MetadataKeyPatch(steps);
    }

    private static UnaryOperator<KeyTerms> step(JsonPatch.Operation operation) {
        boolean remove = operation.op() == Op.REMOVE;
        var fields = operation.fields();
        return switch (operation.path()) {
            case "/description" -> {
                var text =
                        remove ? Optional.<String>empty() : KeyTerms.readDescription(fields, VALUE);
                yield terms -> terms.withDescription(text);
            }
            case "/resources" -> {
                var scopes = KeyTerms.readScopes(fields, VALUE);
                yield terms -> terms.withScopes(scopes);
            }
            case "/allowedValues" -> {
                var values = remove ? List.<String>of() : KeyTerms.readAllowedValues(fields, VALUE);
                yield terms -> terms.withAllowedValues(values);
            }
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    KeyTerms applyTo(KeyTerms terms) {
        var next = terms;
        for (var step : steps) {
            next = step.apply(next);
        }
        return next;
    }
}
