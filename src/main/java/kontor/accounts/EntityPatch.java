package kontor.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of an entity, as typed steps.
 *
 * @param steps applied in order, all or none
 */
record EntityPatch(List<Step> steps) {

    static final List<Rule> RULES =
            List.of(
                    Rule.of("/legalName", Op.REPLACE),
                    Rule.of("/nationalIdentifier", Op.REPLACE, Op.REMOVE),
                    Rule.of("/address", Op.REPLACE, Op.REMOVE),
                    Rule.of("/parentId", Op.REPLACE, Op.REMOVE),
                    // Kontor's own: the API has no other place for the creditor of collections.
                    Rule.of("/sepaCreditorIdentifier", Op.REPLACE, Op.REMOVE),
                    Rule.of("/autogiroCustomerNumber", Op.REPLACE, Op.REMOVE));

    /** One operation with typed values; an absent value removes the member. */
    sealed interface Step {
        record LegalName(String value) implements Step {}

        record NationalIdentifier(Optional<String> json) implements Step {}

        record Address(Optional<String> json) implements Step {}

        /**
         * @param field where the id is in the request, for faults
         */
        record Parent(String field, Optional<UUID> id) implements Step {}

        record SepaCreditorIdentifier(Optional<String> value) implements Step {}

        record AutogiroCustomerNumber(Optional<String> value) implements Step {}
    }

    EntityPatch {
        steps = List.copyOf(steps);
    }

    static EntityPatch parse(JsonPatch patch) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < patch.operations().size(); i++) {
            step(patch.operations().get(i), i).ifPresent(steps::add);
        }
        patch.refuseFaults();
        return new EntityPatch(steps);
    }

    /** Absent only when a fault was recorded. */
    private static Optional<Step> step(Operation operation, int index) {
        boolean remove = operation.op() == Op.REMOVE;
        var fields = operation.fields();
        String value = "value";
        return switch (operation.path()) {
            case "/legalName" -> EntityFields.legalName(fields, value).map(Step.LegalName::new);
            case "/nationalIdentifier" ->
                    Optional.of(
                            new Step.NationalIdentifier(
                                    remove
                                            ? Optional.empty()
                                            : EntityFields.nationalIdentifier(fields, value)));
            case "/address" ->
                    Optional.of(
                            new Step.Address(
                                    remove
                                            ? Optional.empty()
                                            : EntityFields.address(fields, value)));
            case "/parentId" ->
                    Optional.of(
                            new Step.Parent(
                                    index + ".value",
                                    remove
                                            ? Optional.empty()
                                            : EntityFields.entityId(fields, value)));
            case "/sepaCreditorIdentifier" ->
                    Optional.of(
                            new Step.SepaCreditorIdentifier(
                                    remove
                                            ? Optional.empty()
                                            : EntityFields.sepaCreditorIdentifier(fields, value)));
            case "/autogiroCustomerNumber" ->
                    Optional.of(
                            new Step.AutogiroCustomerNumber(
                                    remove
                                            ? Optional.empty()
                                            : EntityFields.autogiroCustomerNumber(fields, value)));
            default -> throw new IllegalStateException("no rule allows " + operation.path());
        };
    }

    /** The steps that give the entity another parent. */
    List<Step.Parent> parents() {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Parent parent && parent.id.isPresent()
                                        ? Stream.of(parent)
                                        : Stream.empty())
                .toList();
    }

    Entity applyTo(Entity entity, Instant now) {
        String legalName = entity.legalName();
        var nationalIdentifier = entity.nationalIdentifier();
        var address = entity.address();
        var parent = entity.parentId();
        var sepa = entity.creditor().sepaCreditorIdentifier();
        var autogiro = entity.creditor().autogiroCustomerNumber();
        for (Step step : steps) {
            switch (step) {
                case Step.LegalName(var value) -> legalName = value;
                case Step.NationalIdentifier(var json) -> nationalIdentifier = json;
                case Step.Address(var json) -> address = json;
                case Step.Parent(_, var id) -> parent = id;
                case Step.SepaCreditorIdentifier(var value) -> sepa = value;
                case Step.AutogiroCustomerNumber(var value) -> autogiro = value;
            }
        }
        return new Entity(
                entity.id(),
                parent,
                legalName,
                nationalIdentifier,
                address,
                new CreditorNumbers(sepa, autogiro),
                false,
                entity.version() + 1,
                entity.created(),
                now);
    }
}
