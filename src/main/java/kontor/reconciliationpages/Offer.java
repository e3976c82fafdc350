package kontor.reconciliationpages;

import java.util.List;
import java.util.stream.Collectors;
import kontor.core.Money;
import kontor.suggestions.Suggestion;
import kontor.suggestions.Suggestion.Part;
import kontor.suggestions.Suggestion.Reason;

/**
 * A suggestion as the page shows it.
 *
 * @param picks its parts, as a form sends them
 */
public record Offer(
        String title,
        boolean best,
        boolean sure,
        Money amount,
        List<Line> lines,
        List<Reason> reasons,
        String picks) {

    /** One of its parts. */
    public record Line(String title, String path, String detail, Money amount) {}

    static Offer of(Suggestion suggestion, boolean best) {
        var parts = suggestion.parts();
        long sum = parts.stream().mapToLong(one -> one.amount().amountMinor()).sum();
        return new Offer(
                title(parts),
                best,
                suggestion.sure(),
                new Money(sum, parts.getFirst().amount().currency()),
                parts.stream().map(Offer::line).toList(),
                suggestion.reasons(),
                parts.stream()
                        .map(one -> Pick.written(one.type(), one.id()))
                        .collect(Collectors.joining(",")));
    }

    private static String title(List<Part> parts) {
        if (parts.size() > 1) {
            return parts.size() + " expected transactions together";
        }
        return switch (parts.getFirst().type()) {
            case EXPECTED_TRANSACTION -> "Expected transaction";
            case DIRECT_DEBIT -> "Direct debit";
            case CREDIT_TRANSFER -> "Credit transfer";
            case PAYMENT_BATCH -> "Batch of payments";
        };
    }

    private static Line line(Part part) {
        String day = "expected " + part.date();
        return new Line(
                part.title(),
                Pick.path(part.type(), part.id()),
                part.party().isEmpty() ? day : part.party() + ", " + day,
                part.amount());
    }

    /** What the button says. */
    public String button() {
        return lines.size() == 1 ? "Attach" : lines.size() == 2 ? "Attach both" : "Attach all";
    }
}
