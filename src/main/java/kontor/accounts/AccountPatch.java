package kontor.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.entities.CreditorFields;
import kontor.entities.CreditorNumbers;
import kontor.reporting.Reporting;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of an account, as typed steps.
 *
 * @param steps applied in order, all or none
 */
public record AccountPatch(List<Step> steps) {

    private static final int METADATA_ENTRIES = 20;
    private static final String VALUE = "value";
    private static final String REPORTERS = "/reportedBy/";
    private static final String INSTRUMENTS = "/paymentOptions/instruments/";

    static final List<Rule> RULES =
            List.of(
                    Rule.of("/alias", Op.REPLACE, Op.REMOVE),
                    Rule.of("/entityId", Op.REPLACE),
                    Rule.of("/metadata/[A-Za-z0-9_.+-]{1,64}", Op.REPLACE, Op.REMOVE),
                    Rule.of(INSTRUMENTS + "-", Op.ADD),
                    Rule.of(INSTRUMENTS + "[0-9]", Op.REPLACE, Op.REMOVE),
                    // Kontor's own: an account may collect under numbers of its own.
                    Rule.of("/sepaCreditorIdentifier", Op.REPLACE, Op.REMOVE),
                    Rule.of("/autogiroCustomerNumber", Op.REPLACE, Op.REMOVE),
                    // So does another bank's connection that reports of it.
                    Rule.of(REPORTERS + "-", Op.ADD),
                    Rule.of(REPORTERS + "[0-9]", Op.REMOVE));

    /** One operation with typed values; an absent value removes the member. */
    public sealed interface Step {
        record Alias(Optional<String> alias) implements Step {}

        record Holder(UUID entityId) implements Step {}

        record Metadata(String key, Optional<String> value) implements Step {}

        record AddInstrument(Instrument instrument) implements Step {}

        record SepaCreditorIdentifier(Optional<String> value) implements Step {}

        record AutogiroCustomerNumber(Optional<String> value) implements Step {}

        record AddReporter(UUID connectionId) implements Step {}

        record RemoveReporter(int index) implements Step {}

        record SetInstrument(int index, Optional<Instrument> instrument) implements Step {}
    }

    static AccountPatch parse(JsonPatch patch) {
        var steps = new ArrayList<Step>();
        for (Operation operation : patch.operations()) {
            step(operation).ifPresent(steps::add);
        }
        patch.refuseFaults();
        return new AccountPatch(List.copyOf(steps));
    }

    /** Absent only when a fault was recorded. */
    private static Optional<Step> step(Operation operation) {
        var fields = operation.fields();
        return switch (operation.path()) {
            case "/alias" ->
                    Optional.of(
                            new Step.Alias(
                                    unlessRemoved(operation, () -> fields.text(VALUE, 1, 255))));
            case "/entityId" -> holder(fields);
            case "/sepaCreditorIdentifier" -> {
                var number =
                        unlessRemoved(
                                operation,
                                () -> CreditorFields.sepaCreditorIdentifier(fields, VALUE));
                yield Optional.of(new Step.SepaCreditorIdentifier(number));
            }
            case "/autogiroCustomerNumber" -> {
                var number =
                        unlessRemoved(
                                operation,
                                () -> CreditorFields.autogiroCustomerNumber(fields, VALUE));
                yield Optional.of(new Step.AutogiroCustomerNumber(number));
            }
            default ->
                    operation.path().startsWith("/metadata/")
                            ? metadata(operation)
                            : operation.path().startsWith(REPORTERS)
                                    ? reporter(operation)
                                    : instrument(operation);
        };
    }

    private static <T> Optional<T> unlessRemoved(Operation operation, Supplier<Optional<T>> value) {
        return operation.op() == Op.REMOVE ? Optional.empty() : value.get();
    }

    private static Optional<Step> holder(JsonFields fields) {
        var id = fields.text(VALUE, 32, 64).flatMap(Ids::parse);
        if (id.isEmpty()) {
            fields.fault(Fault.invalid(VALUE, "must be the id of an entity"));
        }
        return id.map(Step.Holder::new);
    }

    private static Optional<Step> metadata(Operation operation) {
        var text = unlessRemoved(operation, () -> operation.fields().text(VALUE, 1, 512));
        return Optional.of(new Step.Metadata(operation.key(), text));
    }

    private static Optional<Step> reporter(Operation operation) {
        if (operation.op() == Op.REMOVE) {
            return Optional.of(new Step.RemoveReporter(Integer.parseInt(operation.key())));
        }
        var fields = operation.fields();
        var id = fields.text(VALUE, 32, 64).flatMap(Ids::parse);
        if (id.isEmpty()) {
            fields.fault(Fault.invalid(VALUE, "must be the id of a connection"));
        }
        return id.map(Step.AddReporter::new);
    }

    private static Optional<Step> instrument(Operation operation) {
        if (operation.op() == Op.REMOVE) {
            int index = Integer.parseInt(operation.key());
            return Optional.of(new Step.SetInstrument(index, Optional.empty()));
        }
        var instrument = operation.fields().object(VALUE).flatMap(Instrument::parse);
        return operation.op() == Op.ADD
                ? instrument.map(Step.AddInstrument::new)
                : instrument.map(
                        one ->
                                new Step.SetInstrument(
                                        Integer.parseInt(operation.key()), Optional.of(one)));
    }

    Set<String> metadataKeys() {
        var keys = new HashSet<String>();
        for (Step step : steps) {
            if (step instanceof Step.Metadata(var key, _)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The entities that the patch names as holders. */
    List<UUID> entities() {
        var entities = new ArrayList<UUID>();
        for (Step step : steps) {
            if (step instanceof Step.Holder(var entityId)) {
                entities.add(entityId);
            }
        }
        return entities;
    }

    /** The connections that the patch names as reporters. */
    List<UUID> reporters() {
        var reporters = new ArrayList<UUID>();
        for (Step step : steps) {
            if (step instanceof Step.AddReporter(var connectionId)) {
                reporters.add(connectionId);
            }
        }
        return reporters;
    }

    Outcome<Account> applyTo(Account account, Instant now) {
        return reporting(account.reporting())
                .flatMap(reporting -> applyTo(account, reporting, now));
    }

    private Outcome<Account> applyTo(Account account, Reporting reporting, Instant now) {
        var alias = account.alias();
        UUID entityId = account.entityId();
        Map<String, String> metadata = new HashMap<>(account.metadata());
        var instruments = new ArrayList<>(account.instruments());
        var creditor = account.creditor();
        for (Step step : steps) {
            switch (step) {
                case Step.Alias(var value) -> alias = value;
                case Step.Holder(var value) -> entityId = value;
                case Step.Metadata(var key, var value) ->
                        value.ifPresentOrElse(
                                text -> metadata.put(key, text), () -> metadata.remove(key));
                case Step.AddInstrument(var instrument) -> instruments.add(instrument);
                case Step.SepaCreditorIdentifier(var value) ->
                        creditor = new CreditorNumbers(value, creditor.autogiroCustomerNumber());
                case Step.AutogiroCustomerNumber(var value) ->
                        creditor = new CreditorNumbers(creditor.sepaCreditorIdentifier(), value);
                case Step.AddReporter _, Step.RemoveReporter _ -> {}
                case Step.SetInstrument(int index, var instrument) -> {
                    if (index >= instruments.size()) {
                        return Outcome.refused(noInstrument(index, instruments.size()));
                    }
                    instrument.ifPresentOrElse(
                            value -> instruments.set(index, value),
                            () -> instruments.remove(index));
                }
            }
        }
        return metadata.size() > METADATA_ENTRIES
                ? Outcome.refused(tooMuchMetadata(metadata.size()))
                : Outcome.done(
                        account.patched(
                                alias, entityId, metadata, instruments, creditor, reporting, now));
    }

    private Outcome<Reporting> reporting(Reporting before) {
        var reporting = before;
        for (Step step : steps) {
            if (step instanceof Step.AddReporter(var connectionId)) {
                reporting = reporting.with(connectionId);
            }
            if (step instanceof Step.RemoveReporter(int index)) {
                if (index >= reporting.reportedBy().size()) {
                    return Outcome.refused(noReporter(index));
                }
                reporting = reporting.without(index);
            }
        }
        return reporting.reportedBy().size() > Reporting.MOST_REPORTERS
                ? Outcome.refused(tooManyReporters())
                : Outcome.done(reporting);
    }

    /** The refusal where it names a reporter that is none of these. */
    Optional<Refusal> unknownReporter(Set<UUID> known) {
        return reporters().stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .map(AccountPatch::noConnection);
    }

    private static Refusal noConnection(UUID id) {
        return Refusal.rule("connection_not_found", "reportedBy", "there is no connection " + id);
    }

    static Refusal noEntity(UUID id) {
        return Refusal.rule(
                "entity_not_found",
                "entityId",
                "there is no entity " + id + "; list them at /financial-data/v2/entities");
    }

    private static Refusal noReporter(int index) {
        return Refusal.rule(
                "path_not_found", "path", "the account has nothing at " + REPORTERS + index);
    }

    private static Refusal tooManyReporters() {
        return Refusal.rule(
                "invalid_value",
                "reportedBy",
                "has at most " + Reporting.MOST_REPORTERS + " entries; remove another one first");
    }

    private static Refusal noInstrument(int index, int size) {
        return Refusal.rule(
                "path_not_found",
                "path",
                "the account has " + size + " instruments, so none at " + INSTRUMENTS + index);
    }

    private static Refusal tooMuchMetadata(int size) {
        return Refusal.rule(
                "invalid_value",
                "metadata",
                "has at most "
                        + METADATA_ENTRIES
                        + " entries, it would have "
                        + size
                        + "; remove another key first");
    }
}
