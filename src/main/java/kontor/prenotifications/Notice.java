package kontor.prenotifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.wire.Json;

/**
 * What a payer was told of a collection.
 *
 * @param number counted from 1 for each collection
 * @param day the bank day of the collection that was told
 * @param deadline until when it had to be told
 * @param toldOn the day on which it was told, at the bank
 * @param mail by which; empty where a version before wrote it
 * @param undelivered why that mail was given up; empty where it was not
 */
record Notice(
        UUID payment,
        int number,
        NoticeKind kind,
        LocalDate day,
        Money amount,
        LocalDate deadline,
        Instant told,
        LocalDate toldOn,
        String recipient,
        String language,
        String subject,
        String text,
        Optional<UUID> mail,
        Optional<String> undelivered) {

    Notice with(UUID written) {
        return new Notice(
                payment,
                number,
                kind,
                day,
                amount,
                deadline,
                told,
                toldOn,
                recipient,
                language,
                subject,
                text,
                Optional.of(written),
                undelivered);
    }

    /** Nobody has to be told in time that nothing is collected. */
    boolean isLate() {
        return kind != NoticeKind.CANCELLED && toldOn.isAfter(deadline);
    }

    ObjectNode view() {
        var view =
                Json.object()
                        .put("number", number)
                        .put("kind", kind.name())
                        .put("collectionDate", day.toString());
        view.set("amount", Json.amount(amount));
        undelivered.ifPresent(why -> view.put("undelivered", why));
        return view.put("deadline", deadline.toString())
                .put("late", isLate())
                .put("told", Json.timestamp(told))
                .put("recipient", recipient)
                .put("language", language)
                .put("subject", subject)
                .put("text", text);
    }
}
