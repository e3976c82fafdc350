package kontor.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A statement of an own account in a report.
 *
 * @param localDate the day of its closing balance
 * @param bankId the bank's id of it
 * @param openingMinor in minor units of the currency, negative when overdrawn; as is the closing
 *     balance
 * @param status PROVEN, BOOKED or QUARANTINED
 * @param reason why it is QUARANTINED
 */
record BankStatement(
        UUID id,
        UUID reportId,
        UUID accountId,
        LocalDate localDate,
        String bankId,
        long sequence,
        long page,
        boolean endOfDay,
        Currency currency,
        Optional<Long> openingMinor,
        Optional<Long> closingMinor,
        long entries,
        String status,
        Optional<String> reason,
        Optional<Report.By> broughtBy,
        int version,
        Instant created,
        Instant updated) {

    /** BankStatement of the API. */
    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("reportId", reportId.toString())
                        .put("accountId", accountId.toString())
                        .put("localDate", localDate.toString())
                        .put("type", endOfDay ? "EODY" : "NONE")
                        .put("bankStatementId", bankId)
                        .put("sequence", sequence)
                        .put("page", page)
                        .put("entries", entries)
                        .put("status", status);
        reason.ifPresent(text -> view.put("reason", text));
        openingMinor.ifPresent(
                minor -> view.set("opening", Json.amount(new Money(minor, currency))));
        closingMinor.ifPresent(
                minor -> view.set("closing", Json.amount(new Money(minor, currency))));
        view.put("origin", broughtBy.isPresent() ? "BROUGHT" : "BANK");
        broughtBy.ifPresent(by -> view.set("broughtBy", by.view()));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
