package kontor.suggestions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Money;
import kontor.transactions.Attachment;
import kontor.wire.Json;

/**
 * What a booking may be.
 *
 * @param parts one, or several expected transactions that are its amount together
 * @param score higher is likelier; only for ordering
 * @param sure nothing speaks against it and nothing else fits as well
 */
public record Suggestion(List<Part> parts, List<Reason> reasons, int score, boolean sure) {

    /**
     * A payment or an expected transaction.
     *
     * @param title its reference
     * @param amount what is open of it, negative for a debit
     */
    public record Part(
            Attachment.Type type,
            UUID id,
            String title,
            String party,
            LocalDate date,
            Money amount) {

        private ObjectNode view() {
            return view(type.name(), id, title, party, date, amount);
        }

        static ObjectNode view(
                String type, UUID id, String reference, String party, LocalDate date, Money open) {
            var view = Json.object().put("type", type).put("id", id.toString());
            view.put("reference", reference);
            if (!party.isEmpty()) {
                view.put("counterpartyName", party);
            }
            view.put("date", date.toString());
            view.set("openAmount", Json.amount(open));
            return view;
        }
    }

    /** A reason for it, or against it. */
    public record Reason(boolean good, String text) {}

    public Suggestion {
        parts = List.copyOf(parts);
        reasons = List.copyOf(reasons);
    }

    /** As the API shows it. */
    ObjectNode view() {
        return view(parts.stream().map(Part::view).toList());
    }

    /** The same of other parts: what is looked at from the other side. */
    ObjectNode view(List<ObjectNode> shown) {
        var view = Json.object();
        view.putArray("parts").addAll(shown);
        var all = view.putArray("reasons");
        reasons.forEach(
                one ->
                        all.addObject()
                                .put("speaks", one.good ? "FOR" : "AGAINST")
                                .put("text", one.text));
        return view.put("sure", sure).put("score", score);
    }

    Suggestion asSure() {
        return new Suggestion(parts, reasons, score, true);
    }

    Suggestion asUnsure() {
        return new Suggestion(parts, reasons, score, false);
    }

    boolean isOnly(UUID id) {
        return parts.size() == 1 && parts.getFirst().id().equals(id);
    }

    boolean isWhole() {
        return reasons.getFirst().good();
    }

    boolean speaksAgainst() {
        return reasons.stream().anyMatch(one -> !one.good());
    }
}
