package kontor.payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.changes.Originator;
import kontor.payments.BankReportHandler.Word;

/** What a bank says of single payments outside of a report, as a clearing house does. */
final class ToldPayments<P extends Payment<P>> {

    private final PaymentParts<P> parts;
    private final PaymentWriter<P> writer;
    private final ComingBack<P> back;

    ToldPayments(PaymentParts<P> parts, PaymentWriter<P> writer, ComingBack<P> back) {
        this.parts = parts;
        this.writer = writer;
        this.back = back;
    }

    /** Moves them; one that cannot go there stays, and may learn something. Those that moved. */
    Set<UUID> told(Tx tx, Map<UUID, Word> words) {
        var changed = new ArrayList<P>();
        var before = new HashMap<UUID, P>();
        var moved = new HashSet<UUID>();
        var events = new HashMap<UUID, String>();
        for (P payment : parts.table().lock(tx, words.keySet()).values()) {
            before.put(payment.id(), payment);
            var word = Maps.required(words, payment.id());
            boolean again = word.to() == payment.status() && !word.to().isFinal();
            if (again || back.leads(tx, payment, word.to())) {
                moved.add(payment.id());
                events.put(payment.id(), word.event());
                changed.add(moved(payment, word, tx.now()));
            } else {
                learned(payment, word, tx.now()).ifPresent(changed::add);
            }
        }
        writer.moved(
                tx,
                back.explained(tx, changed, before, Map.of()),
                payment -> events.getOrDefault(payment.id(), ComingBack.NAMED),
                Originator.BANK);
        return moved;
    }

    private P moved(P payment, Word word, Instant now) {
        var next =
                payment.status() == word.to()
                        ? payment.touched(now)
                        : payment.became(word.to(), word.reason(), now);
        return next.with(word.also().apply(next.progress()));
    }

    /**
     * Its way back was booked before: now it is told with whom it was paid, or why it came back.
     */
    private Optional<P> learned(P payment, Word word, Instant now) {
        if (payment.status() != PaymentStatus.RETURNED) {
            return Optional.empty();
        }
        return switch (word.to()) {
            case RETURNED -> word.reason().flatMap(why -> back.named(payment, why, now));
            case EXECUTED -> {
                var also = word.also().apply(payment.progress());
                yield also.equals(payment.progress())
                        ? Optional.empty()
                        : Optional.of(payment.with(also).touched(now));
            }
            case CREATED,
                    APPROVED,
                    REJECTED,
                    PENDING_SUBMISSION,
                    SENT,
                    PENDING_AT_BANK,
                    ACCEPTED,
                    FAILED,
                    UNKNOWN ->
                    Optional.empty();
        };
    }
}
