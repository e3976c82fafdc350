package kontor.chainpages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.approvals.ChainTerms;
import kontor.core.Currency;
import kontor.core.InvalidRequest;
import kontor.forms.Amounts;
import kontor.forms.FormPatch;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * An approval chain as the fields of a form, and back. The form says less than the API can: all
 * amounts are in one currency, and there are no exceptions.
 */
final class ChainForm {

    /** As many as a chain can have. */
    static final int MOST_STEPS = 10;

    static final String STEPS = "approvalSteps.";
    static final String ROLES = ".requiredRoleIds";
    static final String CREATOR = ".allowCreatorApproval";
    static final String LIMIT = ".limit.";
    static final String TYPE = "triggerCondition.paymentType.in";
    static final String FROM = "triggerCondition.amount.gte";
    static final String BELOW = "triggerCondition.amount.lt";
    static final String CONVERT = "triggerCondition.amount.convertCurrency";
    static final String ACCOUNTS = "triggerCondition.accountId.in";
    static final String CREATORS = "triggerCondition.creatorRoleId.in";
    static final String BY_ITSELF = "autoApproveLimit";
    static final String CURRENCY = "currency";

    private ChainForm() {}

    /** What a person typed, as the chain that a program would send. */
    static ChainTerms terms(FormFields form) {
        return ChainTerms.parse(JsonFields.of(json(form)));
    }

    /** The change to that, as a program would send it. */
    static ArrayNode patch(FormFields form) {
        var wanted = json(form);
        var patch = FormPatch.replacing(wanted);
        for (String member : List.of("autoApproveLimit", "approvalSteps", "triggerCondition")) {
            if (!wanted.has(member)) {
                patch.addObject().put("op", "remove").put("path", "/" + member);
            }
        }
        return patch;
    }

    static ObjectNode json(FormFields form) {
        var body = Json.object();
        form.given("name").ifPresent(text -> body.put("name", text));
        body.put("autoApprove", form.has("autoApprove"));
        amount(body, BY_ITSELF, form, BY_ITSELF);
        var steps = Json.array();
        for (int i = 0; i < MOST_STEPS; i++) {
            if (!form.all(STEPS + i + ROLES).isEmpty()) {
                steps.add(step(form, STEPS + i));
            }
        }
        if (!steps.isEmpty()) {
            body.set("approvalSteps", steps);
        }
        var condition = condition(form);
        if (!condition.isEmpty()) {
            body.set("triggerCondition", condition);
        }
        return body;
    }

    private static ObjectNode step(FormFields form, String name) {
        var step = Json.object();
        var roles = step.putArray("requiredRoleIds");
        var limits = Json.array();
        for (String role : form.all(name + ROLES)) {
            roles.add(role);
            var limit = Json.object().put("roleId", role);
            amount(limit, "amount", form, name + LIMIT + role);
            if (limit.has("amount")) {
                limits.add(limit);
            }
        }
        step.put("allowCreatorApproval", form.has(name + CREATOR));
        if (!limits.isEmpty()) {
            step.set("roleLimits", limits);
        }
        return step;
    }

    private static ObjectNode condition(FormFields form) {
        var condition = Json.object();
        in(condition, "paymentType", form.all(TYPE));
        in(condition, "accountId", form.all(ACCOUNTS));
        in(condition, "creatorRoleId", form.all(CREATORS));
        var amount = Json.object();
        amount(amount, "gte", form, FROM);
        amount(amount, "lt", form, BELOW);
        if (!amount.isEmpty()) {
            condition.set("amount", amount.put("convertCurrency", form.has(CONVERT)));
        }
        return condition;
    }

    private static void in(ObjectNode condition, String name, List<String> typed) {
        var values = typed.stream().filter(text -> !text.isBlank()).toList();
        if (!values.isEmpty()) {
            values.forEach(condition.putObject(name).putArray("in")::add);
        }
    }

    private static void amount(ObjectNode body, String member, FormFields form, String name) {
        String code = form.given(CURRENCY).orElse("EUR");
        form.given(name)
                .map(text -> Amounts.read(text, Currency.find(code)))
                .ifPresent(
                        text ->
                                body.putObject(member)
                                        .put("stringValue", text)
                                        .put("currency", code));
    }

    /** A stored chain, as if somebody had typed it; empty where it says more than the form. */
    static Optional<FormFields> of(ChainTerms terms, JsonNode chain) {
        var pairs = new ArrayList<String>();
        add(pairs, "name", chain.path("name").asText());
        if (chain.path("autoApprove").asBoolean()) {
            add(pairs, "autoApprove", "on");
        }
        amount(pairs, BY_ITSELF, chain.path("autoApproveLimit"));
        int number = 0;
        for (JsonNode step : chain.path("approvalSteps")) {
            add(pairs, STEPS + number++, step);
        }
        var condition = chain.path("triggerCondition");
        condition.at("/paymentType/in").forEach(one -> add(pairs, TYPE, one.asText()));
        condition.at("/accountId/in").forEach(one -> add(pairs, ACCOUNTS, one.asText()));
        condition.at("/creatorRoleId/in").forEach(one -> add(pairs, CREATORS, one.asText()));
        amount(pairs, FROM, condition.at("/amount/gte"));
        amount(pairs, BELOW, condition.at("/amount/lt"));
        if (condition.at("/amount/convertCurrency").asBoolean()) {
            add(pairs, CONVERT, "on");
        }
        var form = FormFields.of(String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
        return Optional.of(form).filter(same -> says(same, terms));
    }

    private static boolean says(FormFields form, ChainTerms terms) {
        try {
            return terms(form).equals(terms);
        } catch (InvalidRequest other) {
            return false;
        }
    }

    private static void add(List<String> pairs, String name, JsonNode step) {
        step.path("requiredRoleIds").forEach(role -> add(pairs, name + ROLES, role.asText()));
        if (step.path("allowCreatorApproval").asBoolean()) {
            add(pairs, name + CREATOR, "on");
        }
        for (JsonNode limit : step.path("roleLimits")) {
            amount(pairs, name + LIMIT + limit.path("roleId").asText(), limit.path("amount"));
        }
    }

    private static void amount(List<String> pairs, String name, JsonNode amount) {
        if (amount.isObject()) {
            add(pairs, name, amount.path("stringValue").asText());
            add(pairs, CURRENCY, amount.path("currency").asText());
        }
    }

    private static void add(List<String> pairs, String name, String text) {
        pairs.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
