package kontor.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.wire.Json;

/**
 * How much money an account held at some time, as its bank reported it.
 *
 * @param amount negative when the account is overdrawn
 * @param localDate the day of the balance, in the time zone of the account
 * @param statementId the statement that told it; absent where another report did
 * @param timestamp when the bank issued the balance
 */
public record Balance(
        UUID id,
        UUID accountId,
        Type type,
        ReportedType reportedType,
        Money amount,
        LocalDate localDate,
        Instant timestamp,
        Optional<UUID> statementId,
        int version) {

    /**
     * The sum of the booked entries, or the amount that can be spent. BOOKED_ADJUSTED is only asked
     * for: the last word on a day, its booked closing balance after every correction.
     */
    public enum Type {
        BOOKED,
        AVAILABLE,
        BOOKED_ADJUSTED
    }

    /** At which time of the day it was taken; in the order of the day. */
    public enum ReportedType {
        OPEN,
        INTERIM,
        CLOSE
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("accountId", accountId.toString())
                        .put("organizationId", organization.toString())
                        .put("type", type.name())
                        .put("reportedType", reportedType.name());
        view.set("amount", Json.amount(amount));
        view.put("localDate", localDate.toString()).put("timestamp", Json.timestamp(timestamp));
        statementId.ifPresent(id -> view.put("statementId", id.toString()));
        return view.put("version", version);
    }
}
