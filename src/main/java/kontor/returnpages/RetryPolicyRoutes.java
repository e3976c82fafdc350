package kontor.returnpages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ReasonWords;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.retries.Retries;
import kontor.retries.RetryPolicies;
import kontor.retries.RetryPolicy;
import kontor.retries.RetryPolicyPatch;
import kontor.rtransactions.ReasonRule;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonPatch;
import kontor.wire.ResourceRef;

/** The form of the retry policy. */
public final class RetryPolicyRoutes {

    private static final String PATH = "/settings/retry-policy";
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private static final List<Choice> KNOWN =
            ReasonRule.all().stream()
                    .filter(ReasonRule::worthAnotherTry)
                    .map(ReasonRule::code)
                    .map(code -> new Choice(code, ReasonWords.meaning(code).orElse("")))
                    .toList();

    /** Reasons of one kind that are named; all of them would hide what they have in common. */
    private static final int MOST_OF_A_KIND = 5;

    private static final List<Choice> OTHERS =
            ReasonRule.all().stream()
                    .filter(rule -> !rule.worthAnotherTry())
                    .collect(
                            Collectors.groupingBy(
                                    ReasonRule::cure, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(one -> new Choice(one.getKey(), named(one.getValue())))
                    .toList();

    private static String named(List<ReasonRule> rules) {
        String some =
                rules.stream()
                        .limit(MOST_OF_A_KIND)
                        .map(rule -> ReasonWords.of(rule.code()))
                        .collect(Collectors.joining("; "));
        int more = rules.size() - MOST_OF_A_KIND;
        return more > 0 ? some + "; and " + Figures.counted(more, "code") + " like these" : some;
    }

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final RetryPolicies policies;

    public RetryPolicyRoutes(Pages pages, Desk desk, Deeds deeds, Retries retries) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.policies = retries.policies();
    }

    /**
     * What the form shows.
     *
     * @param named the reasons after which it makes retries, in words
     * @param known the codes that it may name, each with what it means
     * @param others what is to be done after others, each with the reasons of its kind
     * @param maker who makes its retries; empty while it makes none
     */
    public record View(
            List<SettingsTabs> tabs,
            String reasonCodes,
            List<String> named,
            List<Choice> known,
            List<Choice> others,
            List<Choice> attempts,
            String attempt,
            String afterDays,
            String daysOfMonth,
            String maker,
            int version,
            List<String> waiting,
            boolean mayChange,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, RetryPolicies.READ).by(call -> show(call, 200, Typed.nothing())));
        routes.add(pages.form(PATH, RetryPolicies.UPDATE).wholeOrganization().by(this::change));
    }

    private Answer show(Call call, int status, Typed typed) {
        var caller = call.caller();
        var policy = desk.read(caller, policies::read);
        var view =
                new View(
                        SettingsTabs.of(caller),
                        String.join(", ", policy.reasonCodes()),
                        policy.reasonCodes().stream().map(ReasonWords::of).toList(),
                        KNOWN,
                        OTHERS,
                        List.of(new Choice("1", "once"), new Choice("2", "twice")),
                        Integer.toString(policy.attempts()),
                        policy.afterDays().map(Object::toString).orElse(""),
                        policy.daysOfMonth().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")),
                        maker(call, policy),
                        policy.version(),
                        desk.waiting(caller, policy.id()),
                        caller.may(RetryPolicies.UPDATE) && caller.accounts().all(),
                        typed);
        var frame = pages.frame(call, Section.SETTINGS, "Retry policy", SettingsTabs.CRUMB);
        return pages.show(status, frame, "returnpages/policy.jte", view);
    }

    private String maker(Call call, RetryPolicy policy) {
        return policy.changedBy()
                .filter(_ -> policy.isOn())
                .map(user -> desk.originator(call.caller(), user.toString()))
                .orElse("");
    }

    private Answer change(Call call) {
        var form = call.fields();
        var id = desk.read(call.caller(), policies::read).id();
        var sent =
                Deeds.send(
                        () ->
                                deeds.saying(() -> patch(form))
                                        .change(
                                                call,
                                                form,
                                                policies.change,
                                                new ResourceRef.ById(id),
                                                Deeds.version(form),
                                                RetryPolicyPatch.parse(
                                                        JsonPatch.parse(
                                                                patch(form),
                                                                RetryPolicyPatch.RULES))));
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(PATH, "The retry policy holds from now on.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Typed.refused(form, named(form, faults)));
        };
    }

    /** What a program would send. */
    private static ArrayNode patch(FormFields form) {
        return FormPatch.replacing(members(form));
    }

    private static ObjectNode members(FormFields form) {
        var members = Json.object();
        words(form, "reasonCodes").forEach(members.putArray("reasonCodes")::add);
        number(form.text("attempts")).ifPresent(most -> members.put("attempts", most));
        if (form.given("daysOfMonth").isPresent()) {
            var days = members.putArray("daysOfMonth");
            words(form, "daysOfMonth").forEach(one -> days.add(number(one).orElse(0)));
        } else {
            members.put("afterDays", number(form.text("afterDays")).orElse(0));
        }
        return members;
    }

    private static Stream<String> words(FormFields form, String name) {
        return Arrays.stream(BETWEEN.split(form.text(name).strip())).filter(one -> !one.isEmpty());
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip())
                .filter(one -> one.matches("[0-9]{1,4}"))
                .map(Integer::valueOf);
    }

    /** Faults name the place of an operation; the form has a field for each. */
    private static List<Fault> named(FormFields form, List<Fault> faults) {
        var names = members(form).properties().stream().map(one -> one.getKey()).toList();
        return faults.stream().map(one -> named(names, one)).toList();
    }

    private static Fault named(List<String> names, Fault fault) {
        var place = number(fault.field().replaceFirst("\\..*", ""));
        return place.filter(at -> at < names.size())
                .map(at -> fault.at(names.get(at)))
                .orElse(fault);
    }
}
