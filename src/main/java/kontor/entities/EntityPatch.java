package kontor.entities;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of an entity, as typed steps.
 *
 * @param steps applied in order, all or none
 */
public record EntityPatch(List<Step> steps) {

    private static final String VALUE = "value";

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
    public sealed interface Step {
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

    public EntityPatch {
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
        return operation.op() == Op.REMOVE
                ? Optional.of(removal(operation.path(), index))
                : replacement(operation.path(), operation.fields(), index);
    }

    private static Step removal(String path, int index) {
        return switch (path) {
            case "/nationalIdentifier" -> new Step.NationalIdentifier(Optional.empty());
            case "/address" -> new Step.Address(Optional.empty());
            case "/parentId" -> new Step.Parent(index + ".value", Optional.empty());
            case "/sepaCreditorIdentifier" -> new Step.SepaCreditorIdentifier(Optional.empty());
            case "/autogiroCustomerNumber" -> new Step.AutogiroCustomerNumber(Optional.empty());
            default -> throw new IllegalStateException("no rule allows to remove " + path);
        };
    }

    private static Optional<Step> replacement(String path, JsonFields fields, int index) {
        return switch (path) {
            case "/legalName" -> EntityFields.legalName(fields, VALUE).map(Step.LegalName::new);
            case "/nationalIdentifier" -> {
                var json = EntityFields.nationalIdentifier(fields, VALUE);
                yield Optional.of(new Step.NationalIdentifier(json));
            }
            case "/address" -> Optional.of(new Step.Address(EntityFields.address(fields, VALUE)));
            case "/parentId" -> {
                var id = EntityFields.entityId(fields, VALUE);
                yield Optional.of(new Step.Parent(index + ".value", id));
            }
            case "/sepaCreditorIdentifier" -> {
                var number = CreditorFields.sepaCreditorIdentifier(fields, VALUE);
                yield Optional.of(new Step.SepaCreditorIdentifier(number));
            }
            case "/autogiroCustomerNumber" -> {
                var number = CreditorFields.autogiroCustomerNumber(fields, VALUE);
                yield Optional.of(new Step.AutogiroCustomerNumber(number));
            }
            default -> throw new IllegalStateException("no rule allows to replace " + path);
        };
    }

    /** The steps that give the entity another parent. */
    List<Step.Parent> parents() {
        var parents = new ArrayList<Step.Parent>();
        for (Step step : steps) {
            if (step instanceof Step.Parent parent && parent.id.isPresent()) {
                parents.add(parent);
            }
        }
        return parents;
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
