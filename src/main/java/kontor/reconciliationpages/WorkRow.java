package kontor.reconciliationpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.transactions.Transaction;

/**
 * A booking in the work list.
 *
 * @param party who is at the other end, or else what the bank calls the booking
 * @param left what nothing explains yet
 * @param note how many suggestions there are
 * @param path of the list with this one chosen
 */
public record WorkRow(
        UUID id,
        String date,
        String party,
        String reference,
        String otherAccount,
        String bankCode,
        Money amount,
        Money left,
        String note,
        String path) {

    /** A booking outside of the list. */
    static WorkRow of(OrganizationId organization, Transaction one) {
        return of(organization, one, 0, "/transactions/" + one.id());
    }

    static WorkRow of(OrganizationId organization, Transaction one, int suggestions, String path) {
        var view = one.view(organization);
        String description = view.path("description").asText("");
        String name = view.at("/counterparty/name").asText("");
        long sign = Long.signum(one.amount().amountMinor());
        return new WorkRow(
                one.id(),
                one.date().toString(),
                name.isEmpty() ? description.isEmpty() ? "unnamed" : description : name,
                view.path("reference").asText(description),
                view.at("/counterparty/account/rawIdentifier").asText(""),
                bankCode(view.path("bankTransactionCode")),
                one.amount(),
                new Money(sign * one.leftMinor(), one.amount().currency()),
                suggestions == 0
                        ? "no suggestion"
                        : suggestions == 1 ? "1 suggestion" : suggestions + " suggestions",
                path);
    }

    private static String bankCode(JsonNode code) {
        String codes =
                String.join(
                                " ",
                                code.path("domain").asText(""),
                                code.path("family").asText(""),
                                code.path("subfamily").asText(""))
                        .strip();
        String meaning = code.path("description").asText("");
        return meaning.isEmpty() || codes.isEmpty() ? codes : meaning + " (" + codes + ")";
    }
}
