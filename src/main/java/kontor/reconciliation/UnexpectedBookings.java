package kontor.reconciliation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.db.Tx;
import kontor.payments.BankReportHandler.Candidate;
import kontor.payments.PaymentStatus;
import kontor.transactions.BookedEntry;

/**
 * Bookings of payments that had come to nothing: refused by a report of the bank, rejected, or
 * never sent. The booking stands and the payment stays as it is; a case waits for a person, or for
 * the money to come back.
 */
final class UnexpectedBookings {

    private static final String HELD = "; it does not leave while that booking is attached to it";

    /** What else there is to know, by status. */
    private static final Map<PaymentStatus, String> STAYS =
            Map.of(PaymentStatus.CREATED, HELD, PaymentStatus.APPROVED, HELD);

    private final Cases cases;

    UnexpectedBookings(Cases cases) {
        this.cases = cases;
    }

    void found(Tx tx, Moves.Unexpected one) {
        var payment = one.payment();
        cases.open(
                tx,
                new NewCase(
                        CaseKind.STATUS_CONTRADICTS,
                        NewCase.moved(CaseKind.STATUS_CONTRADICTS, payment.payment()),
                        Optional.of(payment.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        "the bank booked %spayment %s, which was %s%s"
                                .formatted(
                                        one.forward() ? "" : "the return of ",
                                        payment.payment(),
                                        payment.status(),
                                        STAYS.getOrDefault(payment.status(), "")),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", one.entry().transactionId(),
                                "amount", payment.amount().plain(),
                                "currency", payment.amount().currency())));
    }

    /** The file counts as sent; whether the bank has the others of it is for a person to ask. */
    void ofFile(Tx tx, UUID file, UUID payment) {
        cases.open(
                tx,
                new NewCase(
                        CaseKind.STATUS_CONTRADICTS,
                        "%s|%s".formatted(CaseKind.STATUS_CONTRADICTS, file),
                        Optional.empty(),
                        Optional.of(payment),
                        Optional.empty(),
                        ("the bank booked payment %s before its file %s was sent; the file does not"
                                        + " leave any more, so ask your bank whether it has the"
                                        + " other payments of it")
                                .formatted(payment, file),
                        NewCase.facts("instructionId", file)));
    }

    /** Neither attached nor believed: too late, or once too often. */
    void doubted(Tx tx, Doubt one) {
        var payment = one.payment();
        var entry = one.entry();
        cases.open(
                tx,
                new NewCase(
                        CaseKind.RETURN_IN_DOUBT,
                        "%s|%s|%s"
                                .formatted(
                                        CaseKind.RETURN_IN_DOUBT,
                                        payment.payment(),
                                        entry.transactionId()),
                        Optional.of(entry.accountId()),
                        Optional.of(payment.payment()),
                        Optional.empty(),
                        one.summary(),
                        NewCase.facts(
                                "status", payment.status(),
                                "transactionId", entry.transactionId(),
                                "date", entry.date(),
                                "amount", entry.amount().plain(),
                                "currency", entry.amount().currency())));
    }

    /** The money is where it was before: what reports said otherwise does not matter any more. */
    void cameBack(Tx tx, List<UUID> payments) {
        cases.settleMoved(tx, payments, "its return was booked");
    }

    /**
     * A booking that names a payment and is told to a person, with the reason.
     *
     * @param attached it counts all the same
     */
    record Doubt(Candidate payment, BookedEntry entry, String why, boolean attached) {

        static Doubt left(WayBack way, String why) {
            return new Doubt(way.payment(), way.entry(), why, false);
        }

        static Doubt taken(Candidate payment, BookedEntry entry) {
            String why = "is booked, as the bank says, by what somebody attached to something else";
            return new Doubt(payment, entry, why, false);
        }

        String summary() {
            return "payment %s %s; %s"
                    .formatted(
                            payment.payment(),
                            why,
                            attached
                                    ? "ask your bank"
                                    : "the booking moves nothing and is left to you");
        }
    }

    /**
     * Which payments these bookings moved, and which they moved back. Files come in any order, so
     * what is booked although it came to nothing is odd only while one of both is missing.
     */
    static final class Moves {

        /** Of payments that no bank should book: they came to nothing, or never left. */
        private static final Set<PaymentStatus> UNEXPECTED =
                EnumSet.of(
                        PaymentStatus.CREATED,
                        PaymentStatus.APPROVED,
                        PaymentStatus.REJECTED,
                        PaymentStatus.FAILED);

        private static final Set<PaymentStatus> NOT_SENT =
                EnumSet.of(PaymentStatus.PENDING_SUBMISSION, PaymentStatus.UNKNOWN);

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

        /**
         * A refused payment whose way back is booked was made: only one that never left was not.
         */
        List<Unexpected> unexpected() {
            var all = new ArrayList<Unexpected>();
            forth.values().stream()
                    .filter(one -> UNEXPECTED.contains(one.payment.status()))
                    .forEach(all::add);
            back.values().stream().filter(one -> !one.payment.left()).forEach(all::add);
            all.removeIf(one -> isThereAndBack(one.payment, one.entry));
            return all;
        }

        /**
         * The files of payments that these bookings moved and that are not known to have left, or
         * not for certain; each with one of them.
         */
        Map<UUID, UUID> notSent() {
            var files = new LinkedHashMap<UUID, UUID>();
            Stream.concat(forth.values().stream(), back.values().stream())
                    .map(Unexpected::payment)
                    .filter(one -> NOT_SENT.contains(one.status()))
                    .forEach(
                            one ->
                                    one.file()
                                            .ifPresent(
                                                    file ->
                                                            files.putIfAbsent(
                                                                    file, one.payment())));
            return files;
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
}
