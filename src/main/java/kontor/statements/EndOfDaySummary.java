package kontor.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.wire.Json;

/**
 * A day of an account for which the bank's final statement was booked: the list of its transactions
 * is complete.
 *
 * @param date booking date
 * @param openingMinor booked balance before the first entry of the day, in minor units
 * @param closingMinor booked balance after the last
 * @param sum what was booked
 * @param statementIds the statements that it comes from
 * @param processed when the last of them was booked here
 */
public record EndOfDaySummary(
        UUID accountId,
        LocalDate date,
        Currency currency,
        long openingMinor,
        long closingMinor,
        DaySums.Sum sum,
        List<UUID> statementIds,
        Instant processed) {

    public EndOfDaySummary {
        statementIds = List.copyOf(statementIds);
    }

    static EndOfDaySummary of(
            Statement statement,
            LocalDate date,
            DaySums.Sum sum,
            long openingMinor,
            long closingMinor) {
        return new EndOfDaySummary(
                statement.accountId(),
                date,
                statement.currency(),
                openingMinor,
                closingMinor,
                sum,
                List.of(statement.id()),
                statement.updated());
    }

    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("organizationId", organization.toString())
                        .put("accountId", accountId.toString())
                        .put("date", date.toString());
        view.set("openingBalance", amount(openingMinor));
        view.set("closingBalance", amount(closingMinor));
        view.put("transactionCount", sum.entries());
        view.set("totalCredits", amount(sum.creditsMinor()));
        view.set("totalDebits", amount(sum.debitsMinor()));
        var ids = view.putArray("statementIds");
        statementIds.forEach(id -> ids.add(id.toString()));
        return view.put("processed", Json.timestamp(processed));
    }

    private ObjectNode amount(long minor) {
        return Json.amount(new Money(minor, currency));
    }
}
