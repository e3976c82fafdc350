package kontor.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Money;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.transactions.Attachment;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/** What the bookings of one slice mean for the payments of one kind. */
final class Matches {

    private final Matching.Kind kind;
    private final Candidates candidates;
    private final Map<UUID, UUID> booked = new HashMap<>();
    private final Map<UUID, BankReportHandler.Returned> returned = new HashMap<>();
    private final List<Attachment> attachments = new ArrayList<>();

    Matches(Matching.Kind kind, Candidates candidates) {
        this.kind = kind;
        this.candidates = candidates;
    }

    /** The transaction of each payment that was booked. */
    Map<UUID, UUID> booked() {
        return booked;
    }

    List<BankReportHandler.Returned> returned() {
        return List.copyOf(returned.values());
    }

    List<Attachment> attachments() {
        return attachments;
    }

    void look(BookedEntry entry) {
        if (entry.details().isEmpty()) {
            lookAtGroup(entry);
        } else {
            entry.details()
                    .forEach(
                            detail ->
                                    Matching.id(detail)
                                            .flatMap(candidates::of)
                                            .ifPresent(
                                                    candidate -> look(entry, detail, candidate)));
        }
    }

    private void look(BookedEntry entry, EntryDetail detail, Candidate candidate) {
        if (candidate.attached().contains(entry.transactionId())) {
            return; // Matched as a group, or by what the statement told in short, before its
            // details came.
        }
        if (!booked.containsKey(candidate.payment()) && fits(entry, detail, candidate)) {
            attach(entry, candidate);
            booked.put(candidate.payment(), entry.transactionId());
        } else if (!returned.containsKey(candidate.payment())
                && cameBack(entry, detail, candidate)) {
            attach(entry, candidate);
            returned.put(
                    candidate.payment(),
                    new BankReportHandler.Returned(
                            candidate.payment(),
                            entry.transactionId(),
                            detail.returnReason().orElse("MS03"),
                            ""));
        }
    }

    /** Whether the booking goes the way that payments of this kind go on their own account. */
    private boolean isForward(BookedEntry entry) {
        return entry.amount().amountMinor() < 0 == kind.outgoing();
    }

    /**
     * Account, currency and amount must agree; a detail without an amount is its entry's only one.
     * What was booked once is not booked again: a second time is for a person to look at.
     */
    private boolean fits(BookedEntry entry, EntryDetail detail, Candidate candidate) {
        boolean here = isForward(entry) && candidate.accountId().equals(entry.accountId());
        boolean there =
                !isForward(entry)
                        && candidate.otherAccountId().filter(entry.accountId()::equals).isPresent();
        Money told = detail.instructedAmount().or(detail::amount).orElse(entry.amount());
        return (here || there)
                && candidates.bookings(candidate, entry.accountId()) == 0
                && told.currency().equals(candidate.amount().currency())
                && Math.abs(told.amountMinor()) == candidate.amount().amountMinor();
    }

    /**
     * A return may carry fees: the ordered amount is what must agree; what was collected comes back
     * as more, what was paid as less. A payment comes back once; more than its booking and its
     * return is for a person to look at.
     */
    private boolean cameBack(BookedEntry entry, EntryDetail detail, Candidate candidate) {
        long ordered = candidate.amount().amountMinor();
        Money back = detail.amount().orElse(entry.amount());
        long amount = Math.abs(back.amountMinor());
        return !isForward(entry)
                && candidate.accountId().equals(entry.accountId())
                && candidates.bookings(candidate, entry.accountId()) < 2
                && back.currency().equals(candidate.amount().currency())
                && detail.instructedAmount()
                        .map(told -> Math.abs(told.amountMinor()) == ordered)
                        .orElse(kind.outgoing() ? amount <= ordered : amount >= ordered);
    }

    /** One sum for a whole payment information: all of it or nothing. */
    private void lookAtGroup(BookedEntry entry) {
        if (!isForward(entry) || entry.paymentInformationId().isEmpty()) {
            return;
        }
        var group = candidates.ofPaymentInformation(entry.paymentInformationId().get());
        long sum =
                group.stream()
                        .mapToLong(one -> one.amount().amountMinor())
                        .reduce(0, Math::addExact);
        boolean whole =
                !group.isEmpty()
                        && sum == Math.abs(entry.amount().amountMinor())
                        && group.stream()
                                .allMatch(
                                        one ->
                                                one.attached().isEmpty()
                                                        && one.accountId().equals(entry.accountId())
                                                        && one.amount()
                                                                .currency()
                                                                .equals(entry.amount().currency()));
        if (whole) {
            group.forEach(
                    one -> {
                        attach(entry, one);
                        booked.put(one.payment(), entry.transactionId());
                    });
        }
    }

    private void attach(BookedEntry entry, Candidate candidate) {
        attachments.add(
                new Attachment(
                        entry.transactionId(),
                        kind.type(),
                        candidate.payment(),
                        candidate.amount().amountMinor(),
                        candidate.metadata()));
    }
}
