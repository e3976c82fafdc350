package kontor.approvals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.core.Currency;
import kontor.core.InvalidRequest;
import kontor.core.Money;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * What a chain says: which payments it applies to, and who must approve them.
 *
 * @param autoApprove whether the chain approves by itself, without anybody's decision
 * @param autoApproveLimit the amount up to which a chain with steps approves by itself; converted
 *     for other currencies
 * @param steps to be decided in this order
 */
public record ChainTerms(
        String name,
        boolean autoApprove,
        Optional<Money> autoApproveLimit,
        List<ChainStep> steps,
        TriggerCondition condition) {

    static final String NAME = "name";
    static final String AUTO_APPROVE = "autoApprove";
    static final String AUTO_APPROVE_LIMIT = "autoApproveLimit";
    static final String STEPS = "approvalSteps";
    static final String CONDITION = "triggerCondition";
    private static final int LONGEST_NAME = 255;
    static final int MOST_STEPS = 10;

    public ChainTerms {
        steps = List.copyOf(steps);
    }

    /**
     * CreateApprovalChainRequest of the API.
     *
     * @throws InvalidRequest with all faults
     */
    public static ChainTerms parse(JsonFields body) {
        // A misspelt condition would give a chain for every payment, so unknown members are
        // refused;
        // the last ones are those that a GET shows.
        body.knowsOnly(
                NAME,
                AUTO_APPROVE,
                AUTO_APPROVE_LIMIT,
                STEPS,
                CONDITION,
                "id",
                "organizationId",
                "version",
                "etag",
                "created",
                "updated");
        return read(name(body, NAME), body);
    }

    static String name(JsonFields fields, String member) {
        return LegalFields.requiredName(fields, member, LONGEST_NAME).orElse("");
    }

    private static ChainTerms read(String name, JsonFields body) {
        var autoApprove = body.bool(AUTO_APPROVE);
        Optional<Money> limit =
                body.has(AUTO_APPROVE_LIMIT) ? body.amount(AUTO_APPROVE_LIMIT) : Optional.empty();
        var steps = ChainStep.read(body, STEPS, MOST_STEPS);
        var condition = TriggerCondition.read(body, CONDITION);
        body.refuseFaults();
        return new ChainTerms(name, autoApprove.orElse(false), limit, steps, condition);
    }

    /** Reads what {@link #writeTo} wrote into the database. */
    static ChainTerms stored(String json) {
        try {
            var body = JsonFields.of(json.getBytes(StandardCharsets.UTF_8));
            return read(body.requiredText(NAME, 1, LONGEST_NAME), body);
        } catch (InvalidRequest broken) {
            throw new IllegalStateException(
                    "a stored approval chain cannot be read: " + json, broken);
        }
    }

    ChainTerms withName(String next) {
        return new ChainTerms(next, autoApprove, autoApproveLimit, steps, condition);
    }

    ChainTerms withAutoApprove(boolean next) {
        return new ChainTerms(name, next, autoApproveLimit, steps, condition);
    }

    ChainTerms withAutoApproveLimit(Optional<Money> next) {
        return new ChainTerms(name, autoApprove, next, steps, condition);
    }

    ChainTerms withSteps(List<ChainStep> next) {
        return new ChainTerms(name, autoApprove, autoApproveLimit, next, condition);
    }

    ChainTerms withCondition(TriggerCondition next) {
        return new ChainTerms(name, autoApprove, autoApproveLimit, steps, next);
    }

    /** The first contradiction in these terms; empty when there is none. */
    Optional<ChainRefusal> contradiction() {
        if (!autoApprove && steps.isEmpty()) {
            return Optional.of(ChainRefusal.APPROVAL_STEPS_MISSING);
        }
        return autoApprove && (!steps.isEmpty() || autoApproveLimit.isPresent())
                ? Optional.of(ChainRefusal.AUTO_APPROVE_WITH_STEPS)
                : Optional.empty();
    }

    /** The currencies of its amounts that are converted to those of payments. */
    Stream<Currency> converted() {
        return Stream.of(
                        condition.amount().stream().flatMap(AmountCondition::converted),
                        autoApproveLimit.stream().map(Money::currency),
                        steps.stream()
                                .flatMap(step -> step.roleLimits().stream())
                                .map(limit -> limit.amount().currency()))
                .flatMap(currencies -> currencies);
    }

    /** Every id in it, with its place in the chain. */
    Stream<NamedId> named() {
        var ofSteps = IntStream.range(0, steps.size()).boxed().flatMap(this::namedByStep);
        return Stream.concat(ofSteps, condition.named().map(id -> id.under(CONDITION + ".")));
    }

    private Stream<NamedId> namedByStep(int index) {
        return steps.get(index).named().map(id -> id.under(STEPS + "." + index + "."));
    }

    void writeTo(ObjectNode view) {
        view.put(NAME, name).put(AUTO_APPROVE, autoApprove);
        autoApproveLimit.ifPresent(most -> view.set(AUTO_APPROVE_LIMIT, Json.amount(most)));
        if (!steps.isEmpty()) {
            var array = view.putArray(STEPS);
            steps.forEach(step -> array.add(step.view()));
        }
        if (!condition.equals(TriggerCondition.ALWAYS)) {
            view.set(CONDITION, condition.view());
        }
    }
}
