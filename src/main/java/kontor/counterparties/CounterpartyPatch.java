package kontor.counterparties;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changes.ExistingDoor.Found;
import kontor.core.Fault;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.payeereviews.PayeeReviews;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.LegalFields;

/**
 * What a JSON Patch of a counterparty asks for, step by step.
 *
 * @param steps carried out in order, all or none
 */
public record CounterpartyPatch(List<Step> steps) {

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/legalName", Op.REPLACE),
                    Rule.of("/alias", Op.REPLACE, Op.REMOVE),
                    Rule.of("/nationalIdentifier", Op.REPLACE, Op.REMOVE),
                    Rule.of("/email", Op.REPLACE, Op.REMOVE),
                    Rule.of("/phone", Op.REPLACE, Op.REMOVE),
                    Rule.of("/partyType", Op.REPLACE, Op.REMOVE),
                    Rule.of("/address", Op.REPLACE),
                    Rule.of("/entityIds", Op.REPLACE, Op.REMOVE));

    /** One operation as typed values; an absent value removes. */
    public sealed interface Step {
        record LegalName(String value) implements Step {}

        record Alias(Optional<String> value) implements Step {}

        record NationalIdentifier(Optional<String> json) implements Step {}

        record Email(Optional<String> value) implements Step {}

        record Phone(Optional<String> value) implements Step {}

        record Type(Optional<PartyType> value) implements Step {}

        record Address(Optional<String> json) implements Step {}

        /**
         * @param field where the ids stand in the request
         */
        record Entities(String field, List<UUID> ids) implements Step {}
    }

    public CounterpartyPatch {
        steps = List.copyOf(steps);
    }

    public static CounterpartyPatch parse(JsonPatch patch) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < patch.operations().size(); i++) {
            step(patch.operations().get(i), i).ifPresent(steps::add);
        }
        patch.refuseFaults();
        return new CounterpartyPatch(steps);
    }

    /** Absent only when a fault was noted. */
    private static Optional<Step> step(Operation operation, int index) {
        boolean remove = operation.op() == Op.REMOVE;
        var fields = operation.fields();
        String value = "value";
        return switch (operation.path()) {
            case "/legalName" ->
                    LegalFields.requiredName(fields, value, 255).map(Step.LegalName::new);
            case "/alias" ->
                    Optional.of(
                            new Step.Alias(remove ? Optional.empty() : fields.text(value, 1, 255)));
            case "/nationalIdentifier" ->
                    Optional.of(
                            new Step.NationalIdentifier(
                                    remove
                                            ? Optional.empty()
                                            : LegalFields.nationalIdentifier(fields, value)));
            case "/email" ->
                    Optional.of(
                            new Step.Email(
                                    remove ? Optional.empty() : PartyFields.email(fields, value)));
            case "/phone" ->
                    Optional.of(
                            new Step.Phone(
                                    remove ? Optional.empty() : PartyFields.phone(fields, value)));
            case "/partyType" ->
                    Optional.of(
                            new Step.Type(
                                    remove
                                            ? Optional.empty()
                                            : PartyFields.partyType(fields, value)));
            case "/address" -> Optional.of(new Step.Address(LegalFields.address(fields, "value")));
            case "/entityIds" ->
                    Optional.of(
                            new Step.Entities(
                                    index + ".value",
                                    remove ? List.of() : PartyFields.entityIds(fields, value)));
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    /** Every entity that it names. */
    List<UUID> entities() {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Entities(_, var ids)
                                        ? ids.stream()
                                        : List.<UUID>of().stream())
                .toList();
    }

    List<Fault> unknownEntities(Set<UUID> known) {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Entities(var field, var ids)
                                        ? Counterparties.unknown(field, ids, known).stream()
                                        : List.<Fault>of().stream())
                .toList();
    }

    CounterpartyDetails applyTo(CounterpartyDetails details) {
        String legalName = details.legalName();
        var alias = details.alias();
        var partyType = details.partyType();
        var address = details.address();
        var email = details.email();
        var phone = details.phone();
        var nationalIdentifier = details.nationalIdentifier();
        var entityIds = details.entityIds();
        for (Step step : steps) {
            switch (step) {
                case Step.LegalName(var value) -> legalName = value;
                case Step.Alias(var value) -> alias = value;
                case Step.NationalIdentifier(var json) -> nationalIdentifier = json;
                case Step.Email(var value) -> email = value;
                case Step.Phone(var value) -> phone = value;
                case Step.Type(var value) -> partyType = value;
                case Step.Address(var json) -> address = json;
                case Step.Entities(_, var ids) -> entityIds = ids;
            }
        }
        return new CounterpartyDetails(
                legalName, alias, partyType, address, email, phone, nationalIdentifier, entityIds);
    }

    /** Banks compare the name with the account, so it is reviewed with each account. */
    static List<PayeeReviews.Changed> renamed(
            List<Found<CounterpartyPatch, Counterparty>> list,
            Map<UUID, Outcome<Counterparty>> outcomes) {
        var renamed = new ArrayList<PayeeReviews.Changed>();
        for (var one : list) {
            String earlier = one.now().details().legalName();
            Maps.required(outcomes, one.now().id()).stream()
                    .filter(after -> !after.details().legalName().equals(earlier))
                    .flatMap(after -> after.accounts().stream())
                    .map(account -> ExternalAccounts.renamed(one.request(), account, earlier))
                    .forEach(renamed::add);
        }
        return renamed;
    }
}
