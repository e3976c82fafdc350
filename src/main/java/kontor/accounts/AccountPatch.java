package kontor.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Operation;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of an account, as typed steps.
 *
 * @param steps applied in order, all or none
 */
record AccountPatch(List<Step> steps) {

    private static final int METADATA_ENTRIES = 20;
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
                    Rule.of("/autogiroCustomerNumber", Op.REPLACE, Op.REMOVE));

    /** One operation with typed values; an absent value removes the member. */
    sealed interface Step {
        record Alias(Optional<String> alias) implements Step {}

        record Holder(UUID entityId) implements Step {}

        record Metadata(String key, Optional<String> value) implements Step {}

        record AddInstrument(Instrument instrument) implements Step {}

        record SepaCreditorIdentifier(Optional<String> value) implements Step {}

        record AutogiroCustomerNumber(Optional<String> value) implements Step {}

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
        boolean remove = operation.op() == Op.REMOVE;
        if (operation.path().equals("/alias")) {
            return Optional.of(
                    new Step.Alias(remove ? Optional.empty() : fields.text("value", 1, 255)));
        }
        if (operation.path().equals("/entityId")) {
            return fields.text("value", 32, 64)
                    .flatMap(Ids::parse)
                    .<Step>map(Step.Holder::new)
                    .or(
                            () -> {
                                fields.fault(Fault.invalid("value", "must be the id of an entity"));
                                return Optional.empty();
                            });
        }
        if (operation.path().equals("/sepaCreditorIdentifier")) {
            return Optional.of(
                    new Step.SepaCreditorIdentifier(
                            remove
                                    ? Optional.empty()
                                    : EntityFields.sepaCreditorIdentifier(fields, "value")));
        }
        if (operation.path().equals("/autogiroCustomerNumber")) {
            return Optional.of(
                    new Step.AutogiroCustomerNumber(
                            remove
                                    ? Optional.empty()
                                    : EntityFields.autogiroCustomerNumber(fields, "value")));
        }
        if (operation.path().startsWith("/metadata/")) {
            return Optional.of(
                    new Step.Metadata(
                            operation.key(),
                            remove ? Optional.empty() : fields.text("value", 1, 512)));
        }
        if (remove) {
            return Optional.of(
                    new Step.SetInstrument(Integer.parseInt(operation.key()), Optional.empty()));
        }
        return fields.object("value")
                .flatMap(Instrument::parse)
                .map(
                        instrument ->
                                operation.op() == Op.ADD
                                        ? new Step.AddInstrument(instrument)
                                        : new Step.SetInstrument(
                                                Integer.parseInt(operation.key()),
                                                Optional.of(instrument)));
    }

    Set<String> metadataKeys() {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Metadata(var key, _)
                                        ? Stream.of(key)
                                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** The entities that the patch names as holders. */
    List<UUID> entities() {
        return steps.stream()
                .flatMap(
                        step ->
                                step instanceof Step.Holder(var entityId)
                                        ? Stream.of(entityId)
                                        : Stream.empty())
                .toList();
    }

    Outcome<Account> applyTo(Account account, Instant now) {
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
                case Step.SetInstrument(int index, var instrument) -> {
                    if (index >= instruments.size()) {
                        return Outcome.refused(
                                Refusal.rule(
                                        "path_not_found",
                                        "path",
                                        "the account has "
                                                + instruments.size()
                                                + " instruments, so none at "
                                                + INSTRUMENTS
                                                + index));
                    }
                    instrument.ifPresentOrElse(
                            value -> instruments.set(index, value),
                            () -> instruments.remove(index));
                }
            }
        }
        if (metadata.size() > METADATA_ENTRIES) {
            return Outcome.refused(
                    Refusal.rule(
                            "invalid_value",
                            "metadata",
                            "has at most "
                                    + METADATA_ENTRIES
                                    + " entries, it would have "
                                    + metadata.size()
                                    + "; remove another key first"));
        }
        return Outcome.done(account.patched(alias, entityId, metadata, instruments, creditor, now));
    }
}
