package kontor.counterparties;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.OneAccount;
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
                    // Kontor's own: what is wrong can be taken away.
                    Rule.of("/identifiers/[0-9]", Op.REMOVE),
                    Rule.of("/routing/-", Op.ADD),
                    Rule.of("/routing/[0-9]", Op.REMOVE));

    /** One operation as typed values, with the field that is to blame when it cannot be done. */
    public sealed interface Step {
        record Alias(Optional<String> value) implements Step {}

        record AddIdentifier(String field, IdentifierFields.Typed typed) implements Step {}

        record RemoveIdentifier(String field, int index) implements Step {}

        record AddRouting(String field, RoutingIdentifier identifier) implements Step {}

        record RemoveRouting(String field, int index) implements Step {}
    }

    public ExternalAccountPatch {
        steps = List.copyOf(steps);
    }

    public static ExternalAccountPatch parse(JsonPatch patch) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < patch.operations().size(); i++) {
            step(patch.operations().get(i), i + ".").ifPresent(steps::add);
        }
        patch.refuseFaults();
        return new ExternalAccountPatch(steps);
    }

    /** Absent only when a fault was noted. */
    private static Optional<Step> step(Operation operation, String place) {
        var fields = operation.fields();
        String field = place + "value";
        if (operation.op() == Op.REMOVE && !operation.path().equals("/alias")) {
            return Optional.of(removal(operation, place + "path"));
        }
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

    private static Step removal(Operation operation, String field) {
        int index = Integer.parseInt(operation.key());
        return operation.path().startsWith("/routing/")
                ? new Step.RemoveRouting(field, index)
                : new Step.RemoveIdentifier(field, index);
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
                case Step.AddIdentifier(var field, var typed) ->
                        append(identifiers, typed.in(account.market()), field, faults);
                case Step.RemoveIdentifier(var field, int index) ->
                        remove(identifiers, "identifiers", index, field, faults);
                case Step.AddRouting(var field, var identifier) ->
                        appendTo(routing, identifier, field, faults);
                case Step.RemoveRouting(var field, int index) ->
                        remove(routing, "routing", index, field, faults);
            }
        }
        if (faults.isEmpty()) {
            identifierFault(account, identifiers, routing).ifPresent(faults::add);
        }
        return faults.isEmpty()
                ? Outcome.done(account.patched(alias, identifiers, routing, now))
                : Outcome.refused(Refusal.rules(faults));
    }

    /** The fault of the numbers that an account would have; what it had before is let be. */
    private Optional<Fault> identifierFault(
            ExternalAccount before,
            List<AccountIdentifier> identifiers,
            List<RoutingIdentifier> routing) {
        if (identifiers.isEmpty()) {
            return Optional.of(CounterpartyRefusal.IDENTIFIER_LAST.fault(lastField()));
        }
        int known = OneAccount.conflicts(before.identifiers(), before.routing()).size();
        var conflicts = OneAccount.conflicts(identifiers, routing);
        return conflicts.size() > known
                ? Optional.of(
                        new Fault(
                                lastField(),
                                CounterpartyRefusal.IDENTIFIERS_CONTRADICT.code(),
                                conflicts.getLast()))
                : Optional.empty();
    }

    /** The field of the last step that concerns numbers. */
    private String lastField() {
        return steps.reversed().stream()
                .flatMap(
                        step ->
                                switch (step) {
                                    case Step.Alias _ -> Stream.<String>empty();
                                    case Step.AddIdentifier(var field, _) -> Stream.of(field);
                                    case Step.RemoveIdentifier(var field, _) -> Stream.of(field);
                                    case Step.AddRouting(var field, _) -> Stream.of(field);
                                    case Step.RemoveRouting(var field, _) -> Stream.of(field);
                                })
                .findFirst()
                .orElse("");
    }

    /**
     * Where the request takes away a number that payments or mandates may use; empty where they
     * lose none. They use the first number of its kind, and any routing.
     */
    Optional<String> losing(ExternalAccount before, Outcome<ExternalAccount> outcome) {
        return outcome.stream().flatMap(now -> losing(before, now).stream()).findFirst();
    }

    private Optional<String> losing(ExternalAccount before, ExternalAccount now) {
        var identifiers = new ArrayList<>(before.identifiers());
        var routing = new ArrayList<>(before.routing());
        for (Step step : steps) {
            switch (step) {
                case Step.Alias _ -> {}
                case Step.AddIdentifier(_, var typed) -> identifiers.add(typed.in(before.market()));
                case Step.AddRouting(_, var identifier) -> routing.add(identifier);
                case Step.RemoveIdentifier(var field, int index) -> {
                    if (isUsed(identifiers.remove(index), before, now)) {
                        return Optional.of(field);
                    }
                }
                case Step.RemoveRouting(var field, int index) -> {
                    var gone = routing.remove(index);
                    if (!now.routing().contains(gone) && before.routing().contains(gone)) {
                        return Optional.of(field);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUsed(
            AccountIdentifier gone, ExternalAccount before, ExternalAccount now) {
        return !now.identifiers().contains(gone)
                && OneAccount.isUsable(gone.type())
                && isFirst(gone, before.identifiers());
    }

    private static boolean isFirst(AccountIdentifier number, List<AccountIdentifier> all) {
        return all.stream()
                .filter(one -> one.type() == number.type())
                .findFirst()
                .equals(Optional.of(number));
    }

    private static void remove(
            List<?> all, String member, int index, String field, List<Fault> faults) {
        if (index < all.size()) {
            all.remove(index);
        } else {
            faults.add(
                    new Fault(
                            field,
                            "path_not_found",
                            "the account has %d %s, so none at /%s/%d: count from 0"
                                    .formatted(all.size(), member, member, index)));
        }
    }

    private static void append(
            List<AccountIdentifier> all,
            AccountIdentifier added,
            String field,
            List<Fault> faults) {
        added.faults().forEach(fault -> faults.add(fault.under(field)));
        appendTo(all, added, field, faults);
    }

    private static <T> void appendTo(List<T> all, T added, String field, List<Fault> faults) {
        if (all.contains(added)) {
            faults.add(CounterpartyRefusal.IDENTIFIER_REPEATED.fault(field));
        } else if (all.size() >= MOST_IDENTIFIERS) {
            faults.add(CounterpartyRefusal.TOO_MANY_IDENTIFIERS.fault(field));
        }
        all.add(added);
    }
}
