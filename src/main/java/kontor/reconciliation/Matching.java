package kontor.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.payments.Reports;
import kontor.payments.Reports.Candidate;
import kontor.transactions.Attachment;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;
import kontor.transactions.NewTransactions;
import kontor.transactions.Transactions;

/** Finds the direct debits behind new bookings, moves them, and attaches both to each other. */
public final class Matching implements NewTransactions {

    /** Our ids as they stand in a pain.008: a UUID without its hyphens. */
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-fA-F]{32}");

    private final Reports<DirectDebit> directDebits;
    private final Transactions transactions;

    public Matching(Reports<DirectDebit> directDebits, Transactions transactions) {
        this.directDebits = directDebits;
        this.transactions = transactions;
    }

    /** What the matches of one slice lead to. */
    private static final class Found {
        final Map<UUID, UUID> booked = new HashMap<>();
        final Map<UUID, Reports.Returned> returned = new HashMap<>();
        final List<Attachment> attachments = new ArrayList<>();
    }

    @Override
    public void booked(Tx tx, List<BookedEntry> entries) {
        var candidates = directDebits.candidates(tx, ids(entries));
        var found = new Found();
        for (BookedEntry entry : entries) {
            if (entry.amount().amountMinor() < 0) {
                matchReturns(entry, candidates, found);
            } else if (entry.details().isEmpty()) {
                matchGroup(tx, entry, found);
            } else {
                matchDetails(entry, candidates, found);
            }
        }
        directDebits.booked(tx, found.booked);
        directDebits.returned(tx, List.copyOf(found.returned.values()));
        transactions.attach(tx, found.attachments);
    }

    private static Set<UUID> ids(List<BookedEntry> entries) {
        var ids = new HashSet<UUID>();
        entries.forEach(entry -> entry.details().forEach(detail -> id(detail).ifPresent(ids::add)));
        return ids;
    }

    /** The instruction id is ours alone; the end-to-end id travels and comes back too. */
    private static Optional<UUID> id(EntryDetail detail) {
        return Stream.of(detail.references().instructionId(), detail.references().endToEndId(), detail.references().transactionId())
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(text -> OUR_ID.matcher(text).matches())
                .map(text -> new UUID(Long.parseUnsignedLong(text.substring(0, 16), 16),
                        Long.parseUnsignedLong(text.substring(16), 16)))
                .findFirst();
    }

    private static void matchDetails(BookedEntry entry, Map<UUID, Candidate> candidates, Found found) {
        for (EntryDetail detail : entry.details()) {
            var candidate = id(detail).map(candidates::get).filter(one -> fits(entry, detail, one));
            if (candidate.isPresent() && !found.booked.containsKey(candidate.get().payment())) {
                attach(entry, candidate.get(), found);
                found.booked.put(candidate.get().payment(), entry.transactionId());
            }
        }
    }

    /**
     * Account, currency and amount must agree; a detail without an amount is its entry's only one. What
     * was booked once is not booked again: a second time is for a person to look at.
     */
    private static boolean fits(BookedEntry entry, EntryDetail detail, Candidate candidate) {
        Money told = detail.instructedAmount().or(detail::amount).orElse(entry.amount());
        return candidate.attached() == 0 && candidate.accountId().equals(entry.accountId())
                && told.currency().equals(candidate.amount().currency())
                && Math.abs(told.amountMinor()) == candidate.amount().amountMinor();
    }

    /** One sum for a whole payment information: all of it or nothing. */
    private void matchGroup(Tx tx, BookedEntry entry, Found found) {
        var group = entry.paymentInformationId().map(id -> directDebits.ofPaymentInformation(tx, id)).orElse(List.of());
        long sum = group.stream().mapToLong(one -> one.amount().amountMinor()).reduce(0, Math::addExact);
        boolean whole = !group.isEmpty() && sum == entry.amount().amountMinor()
                && group.stream().allMatch(one -> one.attached() == 0 && one.accountId().equals(entry.accountId())
                        && one.amount().currency().equals(entry.amount().currency()));
        if (whole) {
            group.forEach(one -> {
                attach(entry, one, found);
                found.booked.put(one.payment(), entry.transactionId());
            });
        }
    }

    private static void matchReturns(BookedEntry entry, Map<UUID, Candidate> candidates, Found found) {
        for (EntryDetail detail : entry.details()) {
            id(detail).map(candidates::get)
                    .filter(one -> cameBack(entry, detail, one))
                    .filter(one -> !found.returned.containsKey(one.payment()))
                    .ifPresent(one -> {
                        attach(entry, one, found);
                        found.returned.put(one.payment(), new Reports.Returned(one.payment(), entry.transactionId(),
                                detail.returnReason().orElse("MS03"), ""));
                    });
        }
    }

    /**
     * A return may carry fees: the ordered amount is what must agree, the booked one may be larger. A
     * payment comes back once; more than its booking and its return is for a person to look at.
     */
    private static boolean cameBack(BookedEntry entry, EntryDetail detail, Candidate candidate) {
        long ordered = candidate.amount().amountMinor();
        Money booked = detail.amount().orElse(entry.amount());
        return candidate.attached() < 2 && candidate.accountId().equals(entry.accountId())
                && booked.currency().equals(candidate.amount().currency())
                && detail.instructedAmount().map(told -> Math.abs(told.amountMinor()) == ordered)
                        .orElse(Math.abs(booked.amountMinor()) >= ordered);
    }

    private static void attach(BookedEntry entry, Candidate candidate, Found found) {
        found.attachments.add(new Attachment(entry.transactionId(), Attachment.Type.DIRECT_DEBIT, candidate.payment(),
                candidate.amount().amountMinor(), candidate.metadata()));
    }
}
