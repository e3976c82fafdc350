package kontor.waiting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.wire.Json;

/**
 * What a person must know of a payment to decide it.
 *
 * @param party the legal name of the other side, as it was when the payment was made
 * @param accountId the own account
 * @param deadline until when it can be approved for its effective date
 * @param date the bank day asked for
 * @param effectiveDate the bank day it will be
 */
public record WaitingPayment(
        Money amount,
        String party,
        UUID accountId,
        Instant deadline,
        LocalDate date,
        LocalDate effectiveDate,
        String reference,
        Optional<UUID> batch) {

    ObjectNode view() {
        var view = Json.object();
        view.set("amount", Json.amount(amount));
        view.put("partyName", party)
                .put("accountId", accountId.toString())
                .put("submissionDeadline", Json.timestamp(deadline))
                .put("date", date.toString())
                .put("effectiveDate", effectiveDate.toString())
                .put("reference", reference);
        batch.ifPresent(id -> view.put("batchId", id.toString()));
        return view;
    }
}
