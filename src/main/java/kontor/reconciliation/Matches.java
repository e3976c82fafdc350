package kontor.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.matchmarks.RefusedMatchTable;
import kontor.payments.BankReportHandler;
import kontor.payments.BankReportHandler.Candidate;
import kontor.reconciliation.UnexpectedBookings.Doubt;
import kontor.reconciliation.UnexpectedBookings.Moves;
import kontor.rtransactions.CameBack;
import kontor.transactions.Attachment;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/** Matches the bookings of one slice with the payments of one kind. */
final class Matches {

    /** ISO 20022 reason code: the bank's agent gives no reason. */
    private static final String NO_REASON_GIVEN = "MS03";

    /** ISO 20022 status code: cancelled on request. */
    private static final String CANCELLED = "CANC";

    /** More of one payment in one statement are no fees; a person looks at them. */
    private static final int MOST_CHARGES = 5;

    private final Matching.Kind kind;
    private final Cleared cleared;
    private final Cleared.Named named;
    private final Candidates candidates;
    private final Set<RefusedMatchTable.Pair> refused;
    private final Map<UUID, UUID> booked = new HashMap<>();
    private final List<Map<UUID, UUID>> charged = new ArrayList<>();
    private final Map<UUID, BankReportHandler.Returned> returned = new HashMap<>();
    private final Moves moves;
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();

    /**
     * @param refused of these bookings, what a person said they are not
     */
    Matches(
            Matching.Kind kind,
            Cleared cleared,
            Cleared.Named named,
            Candidates candidates,
            Set<RefusedMatchTable.Pair> refused) {
        this.kind = kind;
        this.cleared = cleared;
        this.named = named;
        this.candidates = candidates;
        this.refused = refused;
        this.moves = new Moves(candidates);
    }

    /** Bookings that go back and forth more often, or later, than a payment does. */
    List<Doubt> doubts() {
        return doubts;
    }

    /** The transaction of each payment that was booked. */
    Map<UUID, UUID> booked() {
        return booked;
    }

    /**
     * By which banks took something for their work, or another account is left: one each, and on.
     */
    List<Map<UUID, UUID>> charged() {
        return charged;
    }

    /** The payments that these bookings may name. */
    Set<UUID> known() {
        return candidates.ids();
    }

    List<BankReportHandler.Returned> returned() {
        return List.copyOf(returned.values());
    }

    /** Which payments went forth and back, by these bookings or by some before. */
    Moves moves() {
        return moves;
    }

    /** With how payments came back, by these bookings. */
    List<Attachment> attachments(Map<UUID, CameBack> back) {
        return attachments.stream().map(one -> isWayBack(one) ? back(one, back) : one).toList();
    }

    private boolean isWayBack(Attachment one) {
        return Optional.ofNullable(returned.get(one.id()))
                .filter(way -> way.booking().transactionId().equals(one.transactionId()))
                .isPresent();
    }

    private static Attachment back(Attachment one, Map<UUID, CameBack> back) {
        return Optional.ofNullable(back.get(one.id()))
                .map(how -> one.cameBackAs(how.kind().name()))
                .orElse(one);
    }

    void look(BookedEntry entry) {
        var unlisted = isForward(entry) ? Unlisted.NOTHING : Unlisted.of(entry);
        for (EntryDetail detail : entry.details()) {
            var candidate = named.by(detail).flatMap(candidates::of);
            candidate
                    .map(one -> new WayBack(entry, detail, unlisted, one, kind.outgoing()))
                    .ifPresent(this::look);
        }
        BookedGroup.of(entry, cleared, named).forEach(group -> lookAtGroup(entry, group));
    }

    private void look(WayBack way) {
        var entry = way.entry();
        var candidate = way.payment();
        if (candidate.attached().contains(entry.transactionId()) || isRefused(entry, candidate)) {
            // Matched before its details came: as a group, or by what the statement itself said.
            return;
        }
        if (isFresh(way) && way.fits()) {
            attach(entry, candidate, candidate.amount().amountMinor());
            book(entry, candidate);
        } else if (way.isCharge() && charges(candidate.payment()) < MOST_CHARGES) {
            attach(entry, candidate, Math.abs(entry.amount().amountMinor()));
            charge(candidate.payment(), entry.transactionId());
        } else if (!returned.containsKey(candidate.payment()) && cameBack(way)) {
            lookAtReturn(way);
        } else if (leavesTheOther(way)) {
            lookAtOther(way);
        } else {
            doubt(way).ifPresent(why -> doubts.add(Doubt.left(way, why)));
        }
    }

    /** What is booked already is not matched again: a person must look at it. */
    private boolean isFresh(WayBack way) {
        return !booked.containsKey(way.payment().payment())
                && candidates.bookings(way.payment(), way.entry().accountId(), true) == 0;
    }

    private void book(BookedEntry entry, Candidate candidate) {
        booked.put(candidate.payment(), entry.transactionId());
        moves.moved(candidate, entry, true);
    }

    /** Why it is left to a person; empty where nothing came back. */
    private Optional<String> doubt(WayBack way) {
        var entry = way.entry();
        boolean here = way.payment().accountId().equals(entry.accountId());
        if (here && hadComeBack(way)) {
            String what = isForward(entry) ? "is booked again" : "came back again";
            return Optional.of("had come back and " + what);
        }
        return isForward(entry) || way.isThere() || entry.code().charges()
                ? Optional.empty()
                : Optional.of(way.misfit(here));
    }

    /** Before, or in another entry of this statement. */
    private boolean hadComeBack(WayBack way) {
        var now = Optional.ofNullable(returned.get(way.payment().payment()));
        return way.payment().back().isPresent()
                || now.map(one -> one.booking().transactionId())
                        .filter(booking -> !booking.equals(way.entry().transactionId()))
                        .isPresent();
    }

    private long charges(UUID payment) {
        return charged.stream().filter(one -> one.containsKey(payment)).count();
    }

    private void charge(UUID payment, UUID transaction) {
        int before = Math.toIntExact(charges(payment));
        if (before == charged.size()) {
            charged.add(new HashMap<>());
        }
        charged.get(before).put(payment, transaction);
    }

    /** The way back itself is booked on the account of the payment. */
    private boolean leavesTheOther(WayBack way) {
        return charges(way.payment().payment()) == 0
                && way.leavesTheOther(candidates.backMinor(way.payment(), way.entry().accountId()));
    }

    private void lookAtOther(WayBack way) {
        var candidate = way.payment();
        var one = attachment(way.entry(), candidate, way.bookedMinor());
        attachments.add(candidate.back().map(how -> one.cameBackAs(how.kind().name())).orElse(one));
        charge(candidate.payment(), way.entry().transactionId());
        moves.moved(candidate, way.entry(), false);
    }

    private void lookAtReturn(WayBack way) {
        var entry = way.entry();
        var candidate = way.payment();
        if (entry.date().isAfter(candidate.window().openUntil())) {
            doubts.add(
                    Doubt.left(
                            way,
                            "of %s comes back later than 13 months"
                                    .formatted(candidate.window().settled())));
            return;
        }
        attachments.add(attachment(entry, candidate, way.bookedMinor()).taking(way.deducedMinor()));
        moves.moved(candidate, entry, false);
        way.excess().ifPresent(why -> doubts.add(new Doubt(candidate, entry, why, true)));
        boolean cancelled = entry.code().subFamily().filter("RCDD"::equals).isPresent();
        var reason = way.detail().returnReason();
        returned.put(
                candidate.payment(),
                new BankReportHandler.Returned(
                        candidate.payment(),
                        way.booking(),
                        reason.orElse(cancelled ? CANCELLED : NO_REASON_GIVEN),
                        reason.filter(code -> !code.equals(NO_REASON_GIVEN)).isPresent(),
                        entry.date()));
    }

    /** Whether the booking goes the way that payments of this kind go on their own account. */
    private boolean isForward(BookedEntry entry) {
        return entry.amount().amountMinor() < 0 == kind.outgoing();
    }

    /**
     * A return may contain fees, so the ordered amount must agree. Where the bank does not say it,
     * a collection comes back as the same or more, a credit transfer as the same or less. What came
     * back in part may come back until all of it has; otherwise a person must look at anything
     * after booking and return.
     */
    private boolean cameBack(WayBack way) {
        var entry = way.entry();
        var candidate = way.payment();
        return !isForward(entry)
                && candidate.accountId().equals(entry.accountId())
                && entry.amount().currency().equals(candidate.amount().currency())
                && (candidates.bookings(candidate, entry.accountId(), false) == 0
                        ? way.isWhole() || way.isPart()
                        : way.isRest());
    }

    /** What is the sum of a whole group matches all its payments or none. */
    private void lookAtGroup(BookedEntry entry, BookedGroup booking) {
        if (!isForward(entry)) {
            return;
        }
        // A message may have payments of other accounts, which are booked there.
        var here =
                candidates.ofPaymentInformation(booking.id()).stream()
                        .filter(one -> one.accountId().equals(entry.accountId()))
                        .toList();
        book(entry, booking.paid(here, one -> isOpenFor(entry, one)));
    }

    private void book(BookedEntry entry, List<Candidate> group) {
        for (Candidate one : group) {
            attach(entry, one, one.amount().amountMinor());
            book(entry, one);
        }
    }

    private boolean isRefused(BookedEntry entry, Candidate candidate) {
        return refused.contains(
                new RefusedMatchTable.Pair(entry.transactionId(), candidate.payment()));
    }

    private boolean isOpenFor(BookedEntry entry, Candidate candidate) {
        return candidates.bookings(candidate, entry.accountId(), true) == 0
                && !isRefused(entry, candidate)
                && !booked.containsKey(candidate.payment())
                && candidate.amount().currency().equals(entry.amount().currency());
    }

    private void attach(BookedEntry entry, Candidate candidate, long amountMinor) {
        attachments.add(attachment(entry, candidate, amountMinor));
    }

    private Attachment attachment(BookedEntry entry, Candidate candidate, long amountMinor) {
        return new Attachment(
                entry.transactionId(),
                kind.type(),
                candidate.payment(),
                amountMinor,
                candidate.metadata());
    }
}
