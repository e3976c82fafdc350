package kontor.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.cases.Cases;
import kontor.db.Tx;
import kontor.expectations.ExpectedBookings;
import kontor.matchmarks.PaidSum;
import kontor.matchmarks.RefusedMatchTable;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.reconciliation.UnexpectedBookings.Doubt;
import kontor.transactions.Attachment;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;
import kontor.transactions.NewTransactions;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/**
 * Finds the payments that caused new bookings, changes their status, and attaches transactions and
 * payments to each other; then what was expected, among the bookings that are no payments.
 */
public final class Matching implements NewTransactions {

    /** Ends of our ids, as clearing houses take them that have no room for more. */
    private static final Pattern SHORT_ID = Pattern.compile("[0-9A-F]{16}");

    /** A sum of a file waits so long for the report that explains it. */
    private static final int OPEN_DAYS = 60;

    private final List<Kind> kinds;
    private final ClearingHouse clearingHouse;
    private final Transactions transactions;
    private final ExpectedBookings expected;
    private final SentFiles files;
    private final UnexpectedBookings unexpected;
    private final RefusedMatchTable refused = new RefusedMatchTable();

    /**
     * One kind of payment.
     *
     * @param type what it is called when it is attached to a transaction
     * @param outgoing whether its booking debits the own account, and its return credits it
     */
    public record Kind(BankReportHandler<?> reports, Attachment.Type type, boolean outgoing) {}

    /** The files in which payments go to banks. */
    @FunctionalInterface
    public interface SentFiles {

        /**
         * The bank booked a payment of this file, so it has the file, which never leaves again.
         *
         * @return false where nobody had begun to send it
         */
        boolean booked(Tx tx, UUID instruction);
    }

    public Matching(
            List<Kind> kinds,
            ClearingHouse clearingHouse,
            Transactions transactions,
            ExpectedBookings expected,
            SentFiles files,
            Cases cases) {
        this.kinds = List.copyOf(kinds);
        this.clearingHouse = clearingHouse;
        this.transactions = transactions;
        this.expected = expected;
        this.files = files;
        this.unexpected = new UnexpectedBookings(cases);
    }

    @Override
    public void booked(Tx tx, List<BookedEntry> entries) {
        // Of what is booked already and only tells more now, a person may have taken something off.
        match(tx, entries, transactions.writtenForUse(tx, transactionIds(entries)));
    }

    /**
     * @param written those that are booked already
     */
    private void match(Tx tx, List<BookedEntry> entries, List<UUID> written) {
        var cleared =
                new Cleared(shorts(tx, entries), Cleared.groups(tx, clearingHouse.sums(), entries));
        var named = new Cleared.Named(entries, cleared);
        var attachments = new ArrayList<Attachment>();
        var known = new HashSet<UUID>();
        var candidates = new ArrayList<Candidates>();
        kinds.forEach(kind -> candidates.add(new Candidates(tx, kind, named, transactions)));
        var refusals = refusals(tx, entries, written, candidates);
        for (Candidates some : candidates) {
            var kind = some.kind();
            var matches = new Matches(kind, cleared, named, some, refusals);
            entries.forEach(matches::look);
            left(tx, matches.moves().notSent());
            kind.reports.booked(tx, matches.booked());
            var back = kind.reports.returned(tx, matches.returned());
            matches.charged().forEach(one -> kind.reports.booked(tx, one));
            tell(tx, matches);
            attachments.addAll(matches.attachments(back));
            known.addAll(matches.known());
        }
        transactions.attach(tx, attachments);
        expected.leave(tx, attachments.stream().map(Attachment::transactionId).toList());
        expected.booked(tx, entries.stream().map(entry -> without(entry, known, named)).toList());
    }

    /**
     * What people said that bookings are not: no money is two payments, so of what they attached by
     * hand to others it is the same. Asked when the payments are locked, as by people's doors, and
     * before the bookings are.
     */
    private Set<RefusedMatchTable.Pair> refusals(
            Tx tx, List<BookedEntry> entries, List<UUID> written, List<Candidates> candidates) {
        var pairs = new HashSet<>(refused.of(tx, written));
        if (written.isEmpty()) {
            return pairs;
        }
        var locked = transactions.lockForUse(tx, written);
        for (BookedEntry entry : entries) {
            var named = candidates.stream().flatMap(some -> some.named(entry)).toList();
            var booked = Optional.ofNullable(locked.get(entry.transactionId()));
            if (booked.filter(one -> isTaken(one, named)).isPresent()) {
                named.stream()
                        .filter(one -> !one.attached().contains(entry.transactionId()))
                        .forEach(
                                one -> {
                                    pairs.add(
                                            new RefusedMatchTable.Pair(
                                                    entry.transactionId(), one.payment()));
                                    unexpected.doubted(tx, Doubt.taken(one, entry));
                                });
            }
        }
        return pairs;
    }

    /** Other payments have all of it, or some of what the bank says is one of these alone. */
    private static boolean isTaken(Transaction booked, List<Candidate> named) {
        var ids = named.stream().map(Candidate::payment).toList();
        long others =
                booked.attached().stream()
                        .filter(one -> one.type() != Attachment.Type.EXPECTED_TRANSACTION)
                        .filter(one -> !ids.contains(one.id()))
                        .mapToLong(Attachment::amountMinor)
                        .sum();
        long whole = Math.abs(booked.amount().amountMinor());
        long needed = named.stream().mapToLong(one -> one.amount().amountMinor()).sum();
        return others > 0 && (others >= whole || needed >= whole);
    }

    /** Whoever books a payment has its file, whatever Kontor believed; it is not sent again. */
    private void left(Tx tx, Map<UUID, UUID> notSent) {
        notSent.forEach(
                (file, payment) -> {
                    if (!files.booked(tx, file)) {
                        unexpected.ofFile(tx, file, payment);
                    }
                });
    }

    /** What names a payment of ours is that payment, attached or not, and nothing else. */
    private static BookedEntry without(BookedEntry entry, Set<UUID> payments, Cleared.Named named) {
        var others =
                entry.details().stream()
                        .filter(detail -> named.by(detail).filter(payments::contains).isEmpty())
                        .toList();
        return entry.consistingOf(Map.of(entry.transactionId(), others));
    }

    private void tell(Tx tx, Matches matches) {
        unexpected.cameBack(tx, matches.moves().thereAndBack());
        matches.doubts().forEach(one -> unexpected.doubted(tx, one));
        matches.moves().unexpected().forEach(one -> unexpected.found(tx, one));
    }

    private Map<String, UUID> shorts(Tx tx, List<BookedEntry> entries) {
        var references =
                entries.stream()
                        .flatMap(entry -> entry.details().stream())
                        .flatMap(Cleared::references)
                        .filter(text -> SHORT_ID.matcher(text).matches())
                        .distinct()
                        .toList();
        return references.isEmpty() ? Map.of() : clearingHouse.payments(tx, references);
    }

    /** What may be an id of ours: first what went with the instruction. */
    static Stream<String> words(EntryDetail detail) {
        return Stream.of(
                        detail.references().instructionId(),
                        detail.references().endToEndId(),
                        detail.references().transactionId())
                .flatMap(Optional::stream)
                .map(String::strip);
    }

    /**
     * Looks again at bookings that are there already, of sums that were paid in: at those that this
     * explains, and without what a person took off them.
     */
    public void paid(Tx tx, Map<PaidSum, String> sums) {
        var there = new ArrayList<UUID>();
        sums.forEach((sum, group) -> there.addAll(OpenSumTable.of(tx, sum, group)));
        again(tx, there, one -> Cleared.isSum(one) || isOf(one, sums.values()));
    }

    /**
     * Looks again at sums that are booked already for payments of a file of which some are refused:
     * what is left may be the sum.
     */
    public void refused(Tx tx, UUID instruction) {
        var since = tx.today(tx.zone()).minusDays(OPEN_DAYS);
        again(tx, OpenSumTable.ofFile(tx, instruction, since), _ -> true);
    }

    private void again(Tx tx, List<UUID> there, Predicate<BookedEntry> which) {
        var entries =
                there.isEmpty()
                        ? List.<BookedEntry>of()
                        : transactions.bookedForUse(tx, there).stream().filter(which).toList();
        if (!entries.isEmpty()) {
            match(tx, entries, transactionIds(entries));
        }
    }

    private static boolean isOf(BookedEntry entry, Collection<String> groups) {
        return Stream.concat(
                        entry.paymentInformationId().stream(),
                        entry.details().stream()
                                .flatMap(one -> one.references().paymentInformationId().stream()))
                .anyMatch(groups::contains);
    }

    private static List<UUID> transactionIds(List<BookedEntry> entries) {
        return entries.stream().map(BookedEntry::transactionId).toList();
    }
}
