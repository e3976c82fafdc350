package kontor.suggestions;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Money;
import kontor.transactions.Attachment;

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
            Money amount) {}

    /** A reason for it, or against it. */
    public record Reason(boolean good, String text) {}

    public Suggestion {
        parts = List.copyOf(parts);
        reasons = List.copyOf(reasons);
    }

    Suggestion asSure() {
        return new Suggestion(parts, reasons, score, true);
    }

    boolean isWhole() {
        return reasons.getFirst().good();
    }

    boolean speaksAgainst() {
        return reasons.stream().anyMatch(one -> !one.good());
    }
}
