package kontor.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.wire.Json;

/**
 * What an account held, as its bank reported it.
 *
 * @param amount negative when overdrawn
 * @param localDate the bank's day
 * @param timestamp when the bank wrote it down
 */
public record Balance(
        UUID id,
        UUID accountId,
        Type type,
        ReportedType reportedType,
        Money amount,
        LocalDate localDate,
        Instant timestamp,
        int version) {

    /** Booked entries only, or what may be spent. */
    public enum Type {
        BOOKED,
        AVAILABLE
    }

    /** At which point of its day; in the order of the day. */
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
        return view.put("localDate", localDate.toString())
                .put("timestamp", Json.timestamp(timestamp))
                .put("version", version);
    }
}
