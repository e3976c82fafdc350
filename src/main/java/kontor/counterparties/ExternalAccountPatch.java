package kontor.counterparties;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.wire.IdentifierFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * What a JSON Patch of an external account asks for, step by step.
 *
 * @param steps carried out in order, all or none
 */
public record ExternalAccountPatch(List<Step> steps) {

    private static final int MOST_IDENTIFIERS = 10;

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/alias", Op.REPLACE, Op.REMOVE),
                    Rule.of("/identifiers/-", Op.ADD),
                    Rule.of("/routing/-", Op.ADD));

    /** One operation as typed values, with the field that is to blame when it cannot be done. */
    public sealed interface Step {
        record Alias(Optional<String> value) implements Step {}

        record AddIdentifier(String field, IdentifierFields.Typed typed) implements Step {}

        record AddRouting(String field, RoutingIdentifier identifier) implements Step {}
    }

    public ExternalAccountPatch {
        steps = List.copyOf(steps);
    }

    public static ExternalAccountPatch parse(JsonPatch patch) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < patch.operations().size(); i++) {
            step(patch.operations().get(i), i + ".value").ifPresent(steps::add);
        }
        patch.refuseFaults();
        return new ExternalAccountPatch(steps);
    }

    /** Absent only when a fault was noted. */
    private static Optional<Step> step(Operation operation, String field) {
        var fields = operation.fields();
        return switch (operation.path()) {
            case "/alias" ->
                    Optional.of(
                            new Step.Alias(
                                    operation.op() == Op.REMOVE
                                            ? Optional.empty()
                                            : fields.text("value", 1, 255)));
            case "/identifiers/-" ->
                    fields.object("value")
                            .flatMap(IdentifierFields::identifier)
                            .map(typed -> addition(operation, field, typed));
            case "/routing/-" ->
                    fields.object("value")
                            .flatMap(IdentifierFields::routingIdentifier)
                            .map(identifier -> new Step.AddRouting(field, identifier));
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    /** Without a market it is that of the account, which only the door knows. */
    private static Step addition(Operation operation, String field, IdentifierFields.Typed typed) {
        typed.market().stream()
                .flatMap(market -> typed.in(market).faults().stream())
                .forEach(fault -> operation.fields().fault(fault.under("value")));
        return new Step.AddIdentifier(field, typed);
    }

    Outcome<ExternalAccount> applyTo(ExternalAccount account, Instant now) {
        var alias = account.alias();
        var identifiers = new ArrayList<>(account.identifiers());
        var routing = new ArrayList<>(account.routing());
        var faults = new ArrayList<Fault>();
        for (Step step : steps) {
            switch (step) {
                case Step.Alias(var value) -> alias = value;
                case Step.AddIdentifier(var field, var typed) -> {
                    AccountIdentifier identifier = typed.in(account.market());
                    identifier.faults().forEach(fault -> faults.add(fault.under(field)));
                    append(identifiers, identifier, field, faults);
                }
                case Step.AddRouting(var field, var identifier) ->
                        append(routing, identifier, field, faults);
            }
        }
        return faults.isEmpty()
                ? Outcome.done(account.patched(alias, identifiers, routing, now))
                : Outcome.refused(Refusal.rules(faults));
    }

    private static <T> void append(List<T> all, T added, String field, List<Fault> faults) {
        if (all.contains(added)) {
            faults.add(CounterpartyRefusal.IDENTIFIER_REPEATED.fault(field));
        } else if (all.size() >= MOST_IDENTIFIERS) {
            faults.add(CounterpartyRefusal.TOO_MANY_IDENTIFIERS.fault(field));
        }
        all.add(added);
    }
}
