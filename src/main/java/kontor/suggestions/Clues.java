package kontor.suggestions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.matchmarks.NameKey;
import kontor.matchmarks.ReferenceKey;
import kontor.transactions.Transaction;

/**
 * What a booking says of what it may be.
 *
 * @param left what nothing explains yet, negative for a debit
 * @param returned it undoes an earlier booking
 * @param keys references that may stand in it, as they are compared
 * @param numbers groups of digits in its text but years, without leading zeros
 * @param squeezed its text without blanks and signs
 */
record Clues(
        UUID transactionId,
        UUID accountId,
        LocalDate date,
        Money left,
        boolean returned,
        Set<String> keys,
        Set<String> numbers,
        String squeezed,
        Optional<String> endToEndId,
        Optional<String> accountKey,
        Optional<String> nameKey) {

    private static final int SHORTEST_KEY = 3;
    private static final int MOST_KEYS = 20;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{3,}");

    /** Stands in most references of a year, and ties none of them to a booking. */
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    static Clues of(OrganizationId organization, Transaction booked) {
        var view = booked.view(organization);
        var amount = booked.amount();
        long left = Long.signum(amount.amountMinor()) * booked.leftMinor();
        String reference = text(view, "reference").orElse("");
        String text = reference + " " + booked.description();
        return new Clues(
                booked.id(),
                booked.accountId(),
                booked.date(),
                new Money(left, amount.currency()),
                booked.returned(),
                keys(reference, text),
                numbers(text),
                NameKey.of(text).orElse(""),
                text(view.path("references"), "endToEndId").filter(id -> !id.equals(NOT_PROVIDED)),
                text(view.path("counterparty").path("account"), "rawIdentifier")
                        .flatMap(ReferenceKey::of),
                text(view.path("counterparty"), "name").flatMap(NameKey::of));
    }

    /** Whether its end-to-end id is that of a payment of ours, as files have it. */
    boolean names(UUID payment) {
        return endToEndId.filter(Ids.endToEnd(payment)::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue()).filter(text -> !text.isBlank());
    }

    private static Set<String> keys(String reference, String text) {
        return Stream.concat(Stream.of(reference), Arrays.stream(BLANKS.split(text)))
                .flatMap(one -> ReferenceKey.of(one).stream())
                .filter(key -> key.length() >= SHORTEST_KEY)
                .distinct()
                .limit(MOST_KEYS)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> numbers(String text) {
        return DIGITS.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(digits -> !YEAR.matcher(digits).matches())
                .flatMap(digits -> ReferenceKey.of(digits).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
