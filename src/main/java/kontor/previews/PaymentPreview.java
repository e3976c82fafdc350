package kontor.previews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import kontor.deciders.Deciders;
import kontor.deciders.StepDeciders;
import kontor.directdebits.MoneyBack;
import kontor.mandates.MandateScheme;
import kontor.undermandates.UnderMandateTable;
import kontor.wire.Json;

/**
 * What a payment would be, were it made now.
 *
 * @param payment as the answer of its creation would show it, with ids that nobody will see again
 * @param chains names of approval chains by id, as far as the caller may read chains
 * @param deciders who could decide its steps by now
 * @param waitsForMandate it could not leave before Bankgirot agrees to its mandate
 */
public record PaymentPreview(
        ObjectNode payment,
        Map<String, String> chains,
        Deciders.Found deciders,
        boolean waitsForMandate) {

    private static final String[] SAME = {
        "amount", "scheme", "date", "effectiveDate", "submissionDeadline", "status", "reference"
    };

    /** The bank day that it would have. */
    public LocalDate effectiveDate() {
        return LocalDate.parse(payment.path("effectiveDate").asText());
    }

    /** Money would come in; credits to payers have a mandate, too. */
    public boolean isCollection() {
        return collectedBy().isPresent();
    }

    private Optional<MandateScheme> collectedBy() {
        String scheme = payment.path("scheme").asText();
        return Arrays.stream(MandateScheme.values())
                .filter(one -> one.name().equals(scheme))
                .findFirst();
    }

    /** Until when the money may come back; empty for transfers and schemes other than SEPA's. */
    public Optional<MoneyBack> moneyBack() {
        return collectedBy().flatMap(scheme -> MoneyBack.of(scheme, effectiveDate()));
    }

    /** PaymentPreview of the API: without what only a payment that exists has. */
    ObjectNode view() {
        var view = Json.object();
        for (String name : SAME) {
            view.set(name, payment.path(name));
        }
        view.put("partyName", party().path("legalName").asText());
        if (payment.has("mandate")) {
            view.set("mandateId", payment.at("/mandate/id"));
        }
        if (waitsForMandate) {
            view.put("waitsFor", UnderMandateTable.WAITS_FOR);
        }
        steps(view.putArray("approvalSteps"));
        view.put("approvable", deciders.passable());
        if (payment.has("warnings")) {
            view.set("warnings", payment.path("warnings"));
        }
        moneyBack().ifPresent(days -> view.set("moneyBack", days.view()));
        return view;
    }

    private static ObjectNode view(StepDeciders who) {
        var view = Json.object().put("people", who.people()).put("programs", who.programs());
        var names = view.putArray("names");
        who.names().forEach(names::add);
        return view;
    }

    private JsonNode party() {
        return payment.path(isCollection() ? "sourceHolder" : "destinationHolder");
    }

    private void steps(ArrayNode shown) {
        for (JsonNode step : payment.path("approvalSteps")) {
            int number = shown.size() + 1;
            ObjectNode one = step.deepCopy();
            one.remove("id");
            one.remove("updated");
            String name = chains.get(one.path("approvalChainId").asText());
            if (name != null) {
                one.put("approvalChainName", name);
            }
            deciders.steps().stream()
                    .filter(who -> who.number() == number)
                    .forEach(who -> one.set("deciders", view(who)));
            shown.add(one);
        }
    }
}
