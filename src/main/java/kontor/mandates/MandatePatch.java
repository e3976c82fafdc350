package kontor.mandates;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.identifiers.SepaText;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.ResourceRef;

/**
 * A JSON Patch of a mandate; of several operations on one path the last one counts. Values are
 * checked by the rules of SEPA here, those of AUTOGIRO with the mandate.
 */
public record MandatePatch(
        Optional<ResourceRef> externalAccount,
        Optional<String> creditorReference,
        Optional<String> mandateReference,
        Optional<LocalDate> signatureDate) {

    private static final String VALUE = "value";
    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/externalAccountId", Op.REPLACE),
                    Rule.of("/creditorReference", Op.REPLACE),
                    Rule.of("/mandateReference", Op.REPLACE),
                    Rule.of("/signatureDate", Op.REPLACE));

    public static MandatePatch parse(JsonPatch patch) {
        var wanted =
                new MandatePatch(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        for (var operation : patch.operations()) {
            wanted = wanted.and(operation);
        }
        patch.refuseFaults();
        return wanted;
    }

    private MandatePatch and(JsonPatch.Operation operation) {
        var fields = operation.fields();
        return switch (operation.path()) {
            case "/externalAccountId" ->
                    new MandatePatch(
                            fields.reference(VALUE),
                            creditorReference,
                            mandateReference,
                            signatureDate);
            case "/creditorReference" -> {
                var text = fields.text(VALUE, 1, 35);
                text.flatMap(SepaText::identifierProblem)
                        .ifPresent(problem -> fields.fault(Fault.invalid(VALUE, problem)));
                yield new MandatePatch(externalAccount, text, mandateReference, signatureDate);
            }
            case "/mandateReference" -> {
                var text = fields.text(VALUE, 1, 35);
                text.flatMap(SepaText::mandateReferenceProblem)
                        .ifPresent(problem -> fields.fault(Fault.invalid(VALUE, problem)));
                yield new MandatePatch(externalAccount, creditorReference, text, signatureDate);
            }
            case "/signatureDate" ->
                    new MandatePatch(
                            externalAccount,
                            creditorReference,
                            mandateReference,
                            fields.date(VALUE));
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }
}
