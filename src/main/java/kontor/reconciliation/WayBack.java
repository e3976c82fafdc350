package kontor.reconciliation;

import java.util.Optional;
import kontor.core.Money;
import kontor.payments.BankReportHandler.Candidate;
import kontor.rtransactions.Told;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/**
 * A booking as the way back of a payment: what of it is the payment, and what banks took for it.
 *
 * @param unlisted what the details of the entry leave of it
 * @param outgoing whether the payment debited the own account, so that this credits it
 */
record WayBack(
        BookedEntry entry,
        EntryDetail detail,
        Unlisted unlisted,
        Candidate payment,
        boolean outgoing) {

    /** ISO 20022: reversal of a collection, which its creditor asks for. */
    private static final String REVERSAL = "PRDD";

    /** In minor units; of what is less nobody asks. */
    private static final long MOST_CHARGES = 10_000;

    /** All of the payment came back, as the bank says or as the amount allows. */
    boolean isWhole() {
        long ordered = payment.amount().amountMinor();
        return told().map(amount -> amount == ordered)
                .orElse(outgoing ? bookedMinor() <= ordered : bookedMinor() >= ordered);
    }

    /** Less than the payment, in a booking of which the bank says that it undoes one. */
    boolean isPart() {
        return entry.returned() && backMinor() < payment.amount().amountMinor();
    }

    /** Together with what came back before it is no more than the payment. */
    boolean isRest() {
        long before =
                payment.back()
                        .flatMap(back -> back.amount())
                        .map(Money::amountMinor)
                        .orElse(payment.amount().amountMinor());
        return entry.returned() && before + backMinor() <= payment.amount().amountMinor();
    }

    /** As payments of this kind move the own account. */
    private boolean isForward() {
        return entry.amount().amountMinor() < 0 == outgoing;
    }

    /**
     * Whether it is the payment itself: account, currency and amount must agree; a detail without
     * an amount is its entry's only one.
     */
    boolean fits() {
        boolean here = isForward() && payment.accountId().equals(entry.accountId());
        boolean there = !isForward() && isThere();
        Money amount = detail.instructedAmount().or(detail::amount).orElse(entry.amount());
        return (here || there)
                && amount.currency().equals(payment.amount().currency())
                && unsigned(amount) == payment.amount().amountMinor();
    }

    /** Booked by itself, for a payment whose end is known; that is not moved by it. */
    boolean isCharge() {
        return entry.code().charges()
                && entry.amount().amountMinor() < 0
                && entry.details().size() == 1
                && payment.accountId().equals(entry.accountId())
                && payment.status().isFinal();
    }

    /** On the own account at the other end. */
    boolean isThere() {
        return payment.otherAccountId().filter(entry.accountId()::equals).isPresent();
    }

    /**
     * What had come to the own account at the other end goes back from there, all of it or a part.
     *
     * @param beforeMinor what has gone back from there before
     */
    boolean leavesTheOther(long beforeMinor) {
        return isForward()
                && isThere()
                && !entry.code().charges()
                && entry.amount().currency().equals(payment.amount().currency())
                && beforeMinor + bookedMinor() <= payment.amount().amountMinor();
    }

    /**
     * Why it is neither all of the payment nor a part of it, as a case says it.
     *
     * @param here on the account of the payment
     */
    String misfit(boolean here) {
        var ordered = payment.amount();
        if (!here) {
            return "comes back on another account than it left, as " + words(entry.amount());
        }
        if (!entry.amount().currency().equals(ordered.currency())) {
            return "comes back as %s, and it was of %s"
                    .formatted(words(entry.amount()), words(ordered));
        }
        long back = told().orElseGet(this::bookedMinor);
        String as = words(new Money(back, ordered.currency()));
        return back > ordered.amountMinor()
                ? "comes back as %s, which is more than its %s".formatted(as, words(ordered))
                : "comes back as %s of its %s, and the bank does not say that it undoes it"
                        .formatted(as, words(ordered));
    }

    private static String words(Money money) {
        return new Money(unsigned(money), money.currency()).plain() + " " + money.currency().code();
    }

    private Optional<Long> told() {
        return detail.instructedAmount()
                .filter(money -> money.currency().equals(payment.amount().currency()))
                .map(money -> Math.abs(money.amountMinor()));
    }

    /** What the account was moved by, with what was taken. */
    long bookedMinor() {
        long whole = unsigned(entry.amount());
        if (entry.details().size() == 1) {
            return whole;
        }
        return detail.amount()
                .filter(money -> money.currency().equals(entry.amount().currency()))
                .map(money -> unlisted.moved(entry, detail, unsigned(money)))
                .orElse(whole);
    }

    private static long unsigned(Money money) {
        return Math.abs(money.amountMinor());
    }

    /** What of the payment came back. */
    private long backMinor() {
        long ordered = payment.amount().amountMinor();
        long back = told().orElseGet(() -> Math.min(bookedMinor(), ordered));
        return isWhole() ? ordered : Math.min(back, ordered);
    }

    private long takenMinor() {
        return Math.max(0, outgoing ? backMinor() - bookedMinor() : bookedMinor() - backMinor());
    }

    /** What banks took without saying so anywhere. */
    Optional<Long> deducedMinor() {
        boolean told = detail.instructedAmount().isPresent() || !detail.charges().isEmpty();
        return Optional.of(takenMinor()).filter(taken -> taken > 0 && !told);
    }

    /** What was taken is more than banks take, and nobody says what it is. */
    Optional<String> excess() {
        var ordered = payment.amount();
        String why = "comes back as %s and was of %s; the rest is taken for charges";
        return deducedMinor()
                .filter(taken -> taken > MOST_CHARGES && taken > ordered.amountMinor() / 2)
                .map(_ -> new Money(bookedMinor(), ordered.currency()))
                .map(booked -> why.formatted(words(booked), words(ordered)));
    }

    Told.Booking booking() {
        var currency = payment.amount().currency();
        long back = backMinor();
        boolean reversal =
                !outgoing && entry.code().subFamily().filter(REVERSAL::equals).isPresent();
        return new Told.Booking(
                entry.transactionId(),
                new Money(back, currency),
                new Money(takenMinor(), currency),
                reversal);
    }
}
