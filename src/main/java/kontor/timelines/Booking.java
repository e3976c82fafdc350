package kontor.timelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.UUID;
import kontor.core.Money;
import kontor.wire.Json;

/**
 * A transaction that is this payment, or its money coming back.
 *
 * @param date the bank day on which it was booked
 * @param returned whether the money came back
 * @param statementId the statement of the bank that it stands in
 */
public record Booking(
        UUID transactionId, LocalDate date, Money amount, boolean returned, UUID statementId) {

    ObjectNode view() {
        var view =
                Json.object()
                        .put("transactionId", transactionId.toString())
                        .put("date", date.toString());
        view.set("amount", Json.amount(amount));
        return view.put("returned", returned).put("statementId", statementId.toString());
    }
}
