package kontor.reconciliation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.PaymentStatus;
import kontor.transactions.BookedEntry;

/**
 * Which payments these bookings moved, and which they moved back. Files come in any order, so what
 * is booked although it came to nothing is odd only while one of both is missing.
 */
final class Moves {

    /** Of payments that no bank should book: they came to nothing, or never left. */
    private static final Set<PaymentStatus> UNEXPECTED =
            EnumSet.of(
                    PaymentStatus.CREATED,
                    PaymentStatus.APPROVED,
                    PaymentStatus.REJECTED,
                    PaymentStatus.FAILED);

    private final Candidates candidates;
    private final Map<UUID, Unexpected> forth = new LinkedHashMap<>();
    private final Map<UUID, Unexpected> back = new LinkedHashMap<>();

    Moves(Candidates candidates) {
        this.candidates = candidates;
    }

    /**
     * A booking of a payment that no bank should book.
     *
     * @param forward whether it is the payment itself, not its return
     */
    record Unexpected(Candidate payment, BookedEntry entry, boolean forward) {}

    void moved(Candidate payment, BookedEntry entry, boolean forward) {
        (forward ? forth : back)
                .putIfAbsent(payment.payment(), new Unexpected(payment, entry, forward));
    }

    /** A refused payment whose way back is booked was made: only one that never left was not. */
    List<Unexpected> unexpected() {
        var all = new ArrayList<Unexpected>();
        forth.values().stream()
                .filter(one -> UNEXPECTED.contains(one.payment.status()))
                .forEach(all::add);
        back.values().stream().filter(one -> !one.payment.left()).forEach(all::add);
        all.removeIf(one -> isThereAndBack(one.payment, one.entry));
        return all;
    }

    List<UUID> thereAndBack() {
        var all = new LinkedHashMap<>(forth);
        all.putAll(back);
        all.values().removeIf(one -> !isThereAndBack(one.payment, one.entry));
        return List.copyOf(all.keySet());
    }

    private boolean isThereAndBack(Candidate payment, BookedEntry entry) {
        return is(forth, payment, entry, true) && is(back, payment, entry, false);
    }

    /** By these bookings, or by some before. */
    private boolean is(
            Map<UUID, Unexpected> now, Candidate payment, BookedEntry entry, boolean forward) {
        return now.containsKey(payment.payment())
                || candidates.bookings(payment, entry.accountId(), forward) > 0;
    }
}
