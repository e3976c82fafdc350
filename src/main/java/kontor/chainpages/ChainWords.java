package kontor.chainpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.core.Caller;
import kontor.pages.Figures;

/** An approval chain, as the API shows it, in sentences. */
final class ChainWords {

    /** Parts of a condition that are told by their number only. */
    private static final List<String> OTHERS =
            List.of(
                    "currency",
                    "accountId",
                    "creatorRoleId",
                    "creatorUserId",
                    "initiatingEntityId");

    private ChainWords() {}

    /** The condition as a sentence; what has no words is counted. */
    static String when(JsonNode chain) {
        var condition = chain.path("triggerCondition");
        var parts = new ArrayList<String>();
        var types = condition.at("/paymentType/in");
        parts.add(
                types.isEmpty()
                        ? "Every payment"
                        : texts(types).map(Figures::word).collect(Collectors.joining(" or ")));
        bound(parts, "from ", condition.at("/amount/gte"));
        bound(parts, "above ", condition.at("/amount/gt"));
        bound(parts, "below ", condition.at("/amount/lt"));
        bound(parts, "up to ", condition.at("/amount/lte"));
        for (String name : OTHERS) {
            others(parts, name, condition.path(name));
        }
        return String.join(", ", parts);
    }

    private static void others(List<String> parts, String name, JsonNode condition) {
        String what =
                name.replaceFirst("Id$", "").replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        if (!condition.path("in").isEmpty()) {
            parts.add(what + " one of " + condition.path("in").size());
        }
        if (!condition.path("notIn").isEmpty()) {
            parts.add(what + " none of " + condition.path("notIn").size());
        }
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static void bound(List<String> parts, String word, JsonNode amount) {
        if (amount.isObject()) {
            parts.add(
                    word
                            + amount.path("stringValue").asText()
                            + " "
                            + amount.path("currency").asText());
        }
    }

    static String who(JsonNode chain, Map<UUID, String> roles) {
        if (chain.path("autoApprove").asBoolean()) {
            return "approves by itself";
        }
        var steps = new ArrayList<String>();
        for (JsonNode step : chain.path("approvalSteps")) {
            steps.add(
                    texts(step.path("requiredRoleIds"))
                            .map(id -> roles.getOrDefault(UUID.fromString(id), id))
                            .collect(Collectors.joining(" or ")));
        }
        return String.join(", then ", steps);
    }

    /** The same person, had the payment been made in another role. */
    static Caller inRole(Caller caller, UUID role) {
        return new Caller(
                caller.organization(),
                caller.userId(),
                caller.username(),
                caller.name(),
                role,
                caller.owner(),
                caller.programmatic(),
                caller.permissions(),
                caller.requestsPerSecond(),
                caller.accounts());
    }
}
