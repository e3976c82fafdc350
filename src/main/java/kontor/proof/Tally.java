package kontor.proof;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import org.jspecify.annotations.Nullable;

/**
 * What a statement or notification says of its own figures beside its balances: what it adds up
 * itself, what its entries consist of, on which days they are. None of it decides what is booked;
 * where it differs, a person is told.
 */
public final class Tally {

    private static final int MOST_WORDS = 5;

    private final List<String> details = new ArrayList<>();
    private final Summed booked = new Summed();
    private final Summed all = new Summed();
    private StatementHead.Summary summary = StatementHead.Summary.NONE;
    private @Nullable Dated latest;

    /** Banks count a reversal on its own side, or off the side of what it undoes. */
    private boolean reversed;

    private @Nullable Entry open;

    private record Dated(String entry, LocalDate day) {}

    /** What the summary counts of some entries. */
    private static final class Summed {

        private long credits;
        private long debits;
        private BigDecimal credited = BigDecimal.ZERO;
        private BigDecimal debited = BigDecimal.ZERO;

        /** Without a sign. */
        BigDecimal net() {
            return credited.subtract(debited).abs();
        }

        void add(Money amount) {
            if (amount.amountMinor() < 0) {
                debits++;
                debited = debited.add(amount.negated().decimal());
            } else {
                credits++;
                credited = credited.add(amount.decimal());
            }
        }
    }

    /** An entry while its details come. */
    private static final class Entry {

        private final EntryHead head;
        private BigDecimal sum = BigDecimal.ZERO;
        private long details;
        private long inBatches;
        private boolean comparable;

        Entry(EntryHead head) {
            this.head = head;
            comparable = head.charges().isEmpty();
        }

        /** Charges, and an amount that may be the ordered one, explain a difference. */
        void add(TransactionDetails one) {
            details++;
            var amount = one.amount();
            comparable &=
                    amount.isPresent()
                            && amount.get().currency().equals(head.amount().currency())
                            && one.charges().isEmpty()
                            && !isOrdered(one, amount.get());
            if (comparable) {
                sum = sum.add(amount.orElseThrow().decimal());
            }
        }

        private boolean isOrdered(TransactionDetails one, Money amount) {
            return one.instructedAmount()
                    .or(head::instructedAmount)
                    .filter(ordered -> ordered.decimal().equals(amount.decimal().abs()))
                    .isPresent();
        }

        boolean differs() {
            return comparable
                    && details > 0
                    && details >= inBatches
                    && sum.abs().compareTo(head.amount().decimal().abs()) != 0;
        }
    }

    /**
     * @param wholly whether the summary speaks of all entries that come, not of a page
     */
    public void started(StatementHead head, boolean wholly) {
        summary = wholly ? head.summary() : StatementHead.Summary.NONE;
    }

    /**
     * @param isBooked not only announced
     */
    public void started(EntryHead entry, boolean isBooked) {
        open = new Entry(entry);
        all.add(entry.amount());
        reversed |= entry.reversal();
        if (!isBooked) {
            return;
        }
        booked.add(entry.amount());
        var day = entry.dates().booking();
        if (day.isPresent() && (latest == null || day.get().isAfter(latest.day))) {
            latest = new Dated(name(entry), day.get());
        }
    }

    private String name(EntryHead entry) {
        return "entry %s of %s".formatted(all.credits + all.debits, entry.amount().plain());
    }

    /**
     * @param transactions how many the bank says are in the batch; those that it does not list are
     *     not compared
     */
    public void batch(long transactions) {
        if (open != null) {
            open.inBatches += transactions;
        }
    }

    public void details(TransactionDetails one) {
        if (open != null) {
            open.add(one);
        }
    }

    public void ended() {
        if (open != null && open.differs() && details.size() < MOST_WORDS) {
            details.add(
                    "its %s consists of details of %s"
                            .formatted(name(open.head), open.sum.toPlainString()));
        }
        open = null;
    }

    /**
     * What differs, in words; empty when all agrees.
     *
     * @param day of the closing balance; absent where there is none
     */
    public List<String> differences(Optional<LocalDate> day) {
        var words = new ArrayList<>(details);
        var last = latest;
        if (last != null && day.filter(last.day::isAfter).isPresent()) {
            words.add("its %s is dated %s, after its day".formatted(last.entry, last.day));
        }
        ofAll(words);
        if (!reversed) {
            ofCredits(words);
            ofDebits(words);
        }
        return List.copyOf(words);
    }

    private void ofAll(List<String> words) {
        var told = summary.all();
        var net = all.net();
        var bookedNet = booked.net();
        other(
                words,
                "counts %s entries, and it has %s",
                told.entries(),
                count(all.credits + all.debits),
                count(booked.credits + booked.debits));
        other(
                words,
                "says entries of %s in all, and they are %s",
                told.amount(),
                all.credited.add(all.debited),
                booked.credited.add(booked.debited),
                net,
                bookedNet);
        if (!reversed) {
            other(words, "says %s moved in all, and that is %s", summary.net(), net, bookedNet);
        }
    }

    private void ofCredits(List<String> words) {
        var told = summary.credits();
        other(
                words,
                "counts %s credits, and it has %s",
                told.entries(),
                count(all.credits),
                count(booked.credits));
        other(
                words,
                "says credits of %s, and they are %s",
                told.amount(),
                all.credited,
                booked.credited);
    }

    private void ofDebits(List<String> words) {
        var told = summary.debits();
        other(
                words,
                "counts %s debits, and it has %s",
                told.entries(),
                count(all.debits),
                count(booked.debits));
        other(
                words,
                "says debits of %s, and they are %s",
                told.amount(),
                all.debited,
                booked.debited);
    }

    private static BigDecimal count(long entries) {
        return BigDecimal.valueOf(entries);
    }

    /** Banks count what is only announced, or leave it out; either is right. */
    private static void other(
            List<String> words, String sentence, Optional<BigDecimal> told, BigDecimal... right) {
        told.filter(one -> List.of(right).stream().noneMatch(its -> its.compareTo(one) == 0))
                .ifPresent(
                        one ->
                                words.add(
                                        "its summary "
                                                + sentence.formatted(
                                                        one.toPlainString(),
                                                        right[0].toPlainString())));
    }

    /** With that of a further page; of several pages no summary is compared. */
    public Tally plus(Tally page) {
        var both = new Tally();
        both.details.addAll(details);
        page.details.stream().limit(MOST_WORDS).forEach(both.details::add);
        boolean later =
                latest == null || page.latest != null && page.latest.day.isAfter(latest.day);
        both.latest = later ? page.latest : latest;
        return both;
    }
}
