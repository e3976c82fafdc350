package kontor.reconciliation;

import kontor.core.Money;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;

/**
 * What details that do not add up to their entry leave of it: what the bank took. Worked out once
 * for an entry, which may have very many.
 *
 * @param rest in minor units of the entry; zero where the details say all, or cannot be added up
 * @param listed what the bank lists as charges of the details
 */
record Unlisted(long rest, long listed) {

    static final Unlisted NOTHING = new Unlisted(0, 0);

    static Unlisted of(BookedEntry entry) {
        if (!entry.whole()) {
            return NOTHING;
        }
        long sum = 0;
        long listed = 0;
        for (EntryDetail one : entry.details()) {
            var amount = one.amount().filter(money -> isOf(entry, money));
            if (amount.isEmpty()) {
                return NOTHING;
            }
            sum = Money.sum(sum, Math.abs(amount.get().amountMinor()));
            listed = Money.sum(listed, charged(entry, one));
        }
        long whole = Math.abs(entry.amount().amountMinor());
        long rest = entry.amount().amountMinor() < 0 ? whole - sum : sum - whole;
        return rest > 0 ? new Unlisted(rest, listed) : NOTHING;
    }

    /**
     * What the account was moved by for one detail: what was taken is added to money that goes, and
     * missing from money that comes.
     */
    long moved(BookedEntry entry, EntryDetail detail, long amount) {
        long share = shareOf(entry, detail);
        return entry.amount().amountMinor() < 0 ? amount + share : Math.max(0, amount - share);
    }

    /**
     * The part of one detail: by the bank's own list where that is all of it, else in equal shares
     * of which the first takes what is left.
     */
    private long shareOf(BookedEntry entry, EntryDetail detail) {
        if (rest == 0 || listed == rest) {
            return rest == 0 ? 0 : charged(entry, detail);
        }
        int details = entry.details().size();
        long share = rest / details;
        return detail.equals(entry.details().getFirst()) ? rest - share * (details - 1) : share;
    }

    private static long charged(BookedEntry entry, EntryDetail one) {
        return one.charges().stream()
                .filter(money -> isOf(entry, money))
                .mapToLong(money -> Math.abs(money.amountMinor()))
                .reduce(0, Money::sum);
    }

    private static boolean isOf(BookedEntry entry, Money money) {
        return money.currency().equals(entry.amount().currency());
    }
}
