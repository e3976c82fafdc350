package kontor.iam;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.iam.Organization.ApprovalProof;
import kontor.iam.Organization.Settings;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;

/**
 * A JSON Patch of the organization, as typed steps.
 *
 * @param steps applied in order, all or none
 */
public record OrganizationPatch(List<Step> steps) {

    public static final List<Rule> RULES =
            List.of(
                    Rule.of("/name", Op.REPLACE),
                    Rule.of("/zone", Op.REPLACE),
                    Rule.of("/requestsPerSecond", Op.REPLACE),
                    Rule.of("/programmaticOwnerApproval", Op.REPLACE),
                    Rule.of("/secondFactorRequired", Op.REPLACE),
                    Rule.of("/fourEyes", Op.REPLACE),
                    Rule.of("/changeRequestDays", Op.REPLACE),
                    Rule.of("/approvalProof", Op.REPLACE),
                    Rule.of("/payeeCoolingOffHours", Op.REPLACE));

    private static final int MOST_DAYS = 30;
    private static final int MOST_HOURS = 720;

    /** One operation with typed values. */
    public sealed interface Step {
        record Name(String value) implements Step {}

        record Zone(ZoneId value) implements Step {}

        record Requests(int perSecond) implements Step {}

        record OwnerApproval(boolean programmatic) implements Step {}

        record SecondFactor(boolean required) implements Step {}

        record FourEyes(boolean on) implements Step {}

        record RequestDays(int days) implements Step {}

        record Proof(ApprovalProof wanted) implements Step {}

        record CoolingOff(int hours) implements Step {}
    }

    /** What Kontor itself does when two people able to check have come in. */
    static final OrganizationPatch FOUR_EYES =
            new OrganizationPatch(List.of(new Step.FourEyes(true)));

    public OrganizationPatch {
        steps = List.copyOf(steps);
    }

    /**
     * @param mostRequests how many a second the organization may allow each of its users
     */
    public static OrganizationPatch parse(JsonPatch patch, int mostRequests) {
        var steps =
                patch.operations().stream()
                        .flatMap(one -> step(one.path(), one.fields(), mostRequests).stream())
                        .toList();
        patch.refuseFaults();
        return new OrganizationPatch(steps);
    }

    /** Absent only when a fault was recorded. */
    private static Optional<Step> step(String path, JsonFields fields, int mostRequests) {
        return switch (path) {
            case "/name" -> Optional.of(new Step.Name(RoleFields.name(fields, "value")));
            case "/zone" -> zone(fields, "value").map(Step.Zone::new);
            case "/requestsPerSecond" -> requests(fields, mostRequests).map(Step.Requests::new);
            case "/secondFactorRequired" -> fields.bool("value").map(Step.SecondFactor::new);
            case "/fourEyes" -> fields.bool("value").map(Step.FourEyes::new);
            case "/changeRequestDays" -> within(fields, 1, MOST_DAYS).map(Step.RequestDays::new);
            case "/payeeCoolingOffHours" -> within(fields, 0, MOST_HOURS).map(Step.CoolingOff::new);
            case "/approvalProof" ->
                    fields.oneOf("value", ApprovalProof.class).map(Step.Proof::new);
            default -> fields.bool("value").map(Step.OwnerApproval::new);
        };
    }

    private static Optional<Integer> within(JsonFields fields, int least, int most) {
        fields.require("value");
        var number = fields.integer("value");
        if (number.filter(value -> value < least || value > most).isPresent()) {
            fields.fault(Fault.invalid("value", "must be " + least + " to " + most));
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    private static Optional<ZoneId> zone(JsonFields fields, String name) {
        var text = fields.text(name, 1, 64);
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException unknown) {
            fields.fault(Fault.invalid(name, "must be a time zone like Europe/Stockholm"));
            return Optional.empty();
        }
    }

    private static Optional<Integer> requests(JsonFields fields, int most) {
        var number = fields.integer("value");
        if (number.filter(value -> value < 1 || value > most).isPresent()) {
            fields.fault(
                    Fault.invalid(
                            "value",
                            "must be 1 to "
                                    + most
                                    + "; whoever runs this Kontor raises that with"
                                    + " KONTOR_MOST_REQUESTS"));
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    /**
     * Whether only owners may do it: they decide whether programs may approve as owner, with what
     * people sign in and approve, and whether one person is enough.
     */
    boolean ownersOnly() {
        return steps.stream()
                .anyMatch(
                        step ->
                                step instanceof Step.OwnerApproval
                                        || step instanceof Step.SecondFactor
                                        || step instanceof Step.FourEyes
                                        || step instanceof Step.RequestDays
                                        || step instanceof Step.Proof
                                        || step instanceof Step.CoolingOff);
    }

    /** Whether it says how the organization stands to four eyes. */
    boolean setsFourEyes() {
        return steps.stream().anyMatch(Step.FourEyes.class::isInstance);
    }

    /** Whether only a person says so: with what people approve, and that programs decide too. */
    boolean isForPeople(Settings before) {
        boolean letsPrograms = steps.contains(new Step.OwnerApproval(true));
        return changesProof(before) || letsPrograms && !before.programmaticOwnerApproval();
    }

    /** Whether people come in with a second factor only from then on. */
    boolean requiresSecondFactor() {
        return steps.contains(new Step.SecondFactor(true));
    }

    /** Whether people approve with something else from then on. */
    boolean changesProof(Settings now) {
        return applyTo(now).approvalProof() != now.approvalProof();
    }

    Settings applyTo(Settings settings) {
        var draft = new Draft(settings);
        steps.forEach(draft::apply);
        return draft.settings();
    }

    /** Settings on their way from one version to the next. */
    private static final class Draft {
        private String name;
        private ZoneId zone;
        private int requestsPerSecond;
        private boolean programmaticOwnerApproval;
        private boolean secondFactorRequired;
        private Organization.FourEyes fourEyes;
        private int changeRequestDays;
        private ApprovalProof approvalProof;
        private int payeeCoolingOffHours;

        Draft(Settings now) {
            name = now.name();
            zone = now.zone();
            requestsPerSecond = now.requestsPerSecond();
            programmaticOwnerApproval = now.programmaticOwnerApproval();
            secondFactorRequired = now.secondFactorRequired();
            fourEyes = now.fourEyes();
            changeRequestDays = now.changeRequestDays();
            approvalProof = now.approvalProof();
            payeeCoolingOffHours = now.payeeCoolingOffHours();
        }

        void apply(Step step) {
            switch (step) {
                case Step.Name(var value) -> name = value;
                case Step.Zone(var value) -> zone = value;
                case Step.Requests(int perSecond) -> requestsPerSecond = perSecond;
                case Step.OwnerApproval(boolean allowed) -> programmaticOwnerApproval = allowed;
                case Step.SecondFactor(boolean required) -> secondFactorRequired = required;
                case Step.FourEyes(boolean on) ->
                        fourEyes = on ? Organization.FourEyes.ON : Organization.FourEyes.OFF;
                case Step.RequestDays(int days) -> changeRequestDays = days;
                case Step.Proof(var wanted) -> approvalProof = wanted;
                case Step.CoolingOff(int hours) -> payeeCoolingOffHours = hours;
            }
        }

        Settings settings() {
            return new Settings(
                    name,
                    zone,
                    requestsPerSecond,
                    programmaticOwnerApproval,
                    secondFactorRequired,
                    fourEyes,
                    changeRequestDays,
                    approvalProof,
                    payeeCoolingOffHours);
        }
    }
}
