package kontor.suggestions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfer;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.expectations.ExpectedTransaction;
import kontor.expectations.ExpectedTransactions;
import kontor.payments.Payment;
import kontor.payments.PaymentWithSteps;
import kontor.payments.Payments;
import kontor.selections.AmountRange;
import kontor.selections.PaymentFilter;
import kontor.transactions.Attachment;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;
import kontor.wire.DateRange;
import kontor.wire.PageRequest;

/** What bookings may be, for a person who looks at them. */
public final class Suggestions {

    private static final Use READ_DEBITS = Use.of("direct_debits:read");
    private static final Use READ_TRANSFERS = Use.of("credit_transfers:read");

    /** Expected transactions that are tried together, and so 2 to the power of it sums at most. */
    private static final int MOST_TOGETHER = 10;

    private final ExpectedTransactions expected;
    private final Transactions transactions;
    private final SuggestionTable table = new SuggestionTable();

    private final Payments<DirectDebit> debits;
    private final Payments<CreditTransfer> transfers;

    public Suggestions(
            ExpectedTransactions expected,
            Transactions transactions,
            Payments<DirectDebit> debits,
            Payments<CreditTransfer> transfers) {
        this.expected = expected;
        this.transactions = transactions;
        this.debits = debits;
        this.transfers = transfers;
    }

    /**
     * For each of these bookings that is not explained to its whole amount, the best first; of
     * expected transactions and payments that the caller may read.
     */
    public Map<UUID, List<Suggestion>> of(Tx tx, Caller caller, List<Transaction> bookings) {
        var clues =
                bookings.stream()
                        .filter(one -> one.leftMinor() > 0 && one.isSeenBy(caller))
                        .map(one -> Clues.of(tx.organization(), one))
                        .toList();
        var found = new LinkedHashMap<UUID, List<Suggestion>>();
        if (clues.isEmpty()) {
            return found;
        }
        if (caller.may(ExpectedTransactions.READ)) {
            addExpected(tx, clues, found);
        }
        addPayments(tx, caller, clues, found);
        found.replaceAll((_, all) -> ranked(all));
        return found;
    }

    private void addPayments(
            Tx tx, Caller caller, List<Clues> clues, Map<UUID, List<Suggestion>> found) {
        var byId = new LinkedHashMap<UUID, Clues>();
        clues.forEach(one -> byId.put(one.transactionId(), one));
        var paid = new ArrayList<SuggestionTable.Paid>();
        if (caller.may(READ_DEBITS)) {
            paid.addAll(table.debits(tx, clues));
        }
        if (caller.may(READ_TRANSFERS)) {
            paid.addAll(table.transfers(tx, clues));
        }
        for (var one : paid) {
            var suggestion =
                    Optional.ofNullable(byId.get(one.transactionId()))
                            .map(its -> Judgement.of(its, one.part()));
            suggestion.ifPresent(it -> add(found, one.transactionId(), it));
        }
    }

    /** A booking that something expected may be, and how well they fit. */
    record Booked(Transaction booking, Suggestion judged) {}

    /**
     * Bookings that an expected transaction may be, the best first: those of its references, and of
     * exactly what is open of it. None where nothing is open.
     */
    List<Booked> of(Tx tx, Caller caller, ExpectedTransaction one) {
        if (one.status() != ExpectedTransaction.Status.CREATED) {
            return List.of();
        }
        var bookings =
                transactions.ofForUse(tx, table.bookings(tx, one)).values().stream()
                        .filter(booked -> booked.isSeenBy(caller) && booked.leftMinor() > 0)
                        .filter(booked -> fits(Clues.of(tx.organization(), booked), one))
                        .toList();
        var seen = of(tx, caller, bookings);
        var found = new ArrayList<Booked>();
        for (Transaction booked : bookings) {
            found.add(
                    seen.getOrDefault(booked.id(), List.of()).stream()
                            .filter(it -> it.isOnly(one.id()))
                            .findFirst()
                            .map(it -> new Booked(booked, it))
                            .orElseGet(() -> judged(tx, booked, one)));
        }
        found.sort(Comparator.comparingInt((Booked it) -> it.judged.score()).reversed());
        boolean alone = found.stream().filter(it -> it.judged.isWhole()).count() == 1;
        return alone ? found : found.stream().map(Suggestions::unsure).toList();
    }

    private static Booked judged(Tx tx, Transaction booked, ExpectedTransaction one) {
        return new Booked(booked, Judgement.of(Clues.of(tx.organization(), booked), one));
    }

    private static Booked unsure(Booked one) {
        return new Booked(one.booking, one.judged.asUnsure());
    }

    /**
     * What is open on the account of a booking and goes by a text: a reference, a name, an amount,
     * an id. Nothing is said for or against it.
     */
    public List<Suggestion> found(Tx tx, Caller caller, Transaction booked, String typed) {
        String text = typed.strip();
        var found = new ArrayList<Suggestion>();
        var clues = Clues.of(tx.organization(), booked);
        if (caller.may(ExpectedTransactions.READ)) {
            var ids = table.search(tx, booked.accountId(), text, minor(text, booked));
            expected.ofForUse(tx, ids).values().stream()
                    .filter(one -> fits(clues, one))
                    .forEach(one -> found.add(Judgement.plain(clues, one)));
        }
        if (booked.amount().amountMinor() > 0 && caller.may(READ_DEBITS)) {
            add(found, tx, caller, debits, booked, text);
        }
        if (booked.amount().amountMinor() < 0 && caller.may(READ_TRANSFERS)) {
            add(found, tx, caller, transfers, booked, text);
        }
        return found;
    }

    private static long minor(String text, Transaction booked) {
        int digits = booked.amount().currency().minorDigits();
        String number = text.replace(',', '.');
        return number.matches("[0-9]{1,15}(\\.[0-9]{1,4})?")
                ? new BigDecimal(number).movePointRight(digits).longValue()
                : -1;
    }

    private static <P extends Payment<P>> void add(
            List<Suggestion> found,
            Tx tx,
            Caller caller,
            Payments<P> payments,
            Transaction booked,
            String text) {
        var filter = filter(booked, text);
        var page = new PageRequest(MOST_TOGETHER, Optional.empty(), "");
        var type =
                Attachment.Type.valueOf(
                        payments.resource().replaceFirst("s$", "").toUpperCase(Locale.ROOT));
        payments.list(tx, caller, filter, page).items().stream()
                .map(PaymentWithSteps::payment)
                .forEach(one -> found.add(Judgement.plain(part(type, one))));
    }

    private static PaymentFilter filter(Transaction booked, String text) {
        return new PaymentFilter(
                Optional.of(booked.accountId()),
                List.of(),
                Optional.empty(),
                DateRange.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AmountRange.ALL,
                Optional.of(booked.amount().currency()),
                Optional.of(text),
                Optional.empty());
    }

    private static Suggestion.Part part(Attachment.Type type, Payment<?> payment) {
        var terms = payment.terms();
        return new Suggestion.Part(
                type,
                payment.id(),
                terms.reference(),
                "",
                payment.progress().date(),
                type == Attachment.Type.CREDIT_TRANSFER
                        ? terms.amount().negated()
                        : terms.amount());
    }

    private static void add(
            Map<UUID, List<Suggestion>> found, UUID transaction, Suggestion suggestion) {
        found.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(suggestion);
    }

    private void addExpected(Tx tx, List<Clues> clues, Map<UUID, List<Suggestion>> found) {
        var pairs = table.expected(tx, clues);
        var candidates =
                expected.ofForUse(
                        tx, pairs.stream().map(SuggestionTable.Pair::id).distinct().toList());
        for (Clues one : clues) {
            var its =
                    pairs.stream()
                            .filter(pair -> pair.transactionId().equals(one.transactionId()))
                            .flatMap(
                                    pair -> Optional.ofNullable(candidates.get(pair.id())).stream())
                            .filter(candidate -> fits(one, candidate))
                            .toList();
            its.forEach(it -> add(found, one.transactionId(), Judgement.of(one, it)));
            together(one, its)
                    .ifPresent(
                            all -> add(found, one.transactionId(), Judgement.together(one, all)));
        }
    }

    private static boolean fits(Clues clues, ExpectedTransaction candidate) {
        boolean same = candidate.open().currency().equals(clues.left().currency());
        boolean here =
                candidate.isBack(clues.left())
                        ? wentBack(clues, candidate)
                        : candidate.status() == ExpectedTransaction.Status.CREATED;
        return same && here && !candidate.isAttachedTo(clues.transactionId());
    }

    /** Something of it is attached that this may be the way back of. */
    private static boolean wentBack(Clues clues, ExpectedTransaction candidate) {
        return candidate.status() != ExpectedTransaction.Status.ARCHIVED
                && candidate.mayGoBack().amountMinor() != 0
                && (clues.returned() || Judgement.isTied(clues, candidate));
    }

    /** Several that something ties to the booking, whose sum is what is left of it. */
    private static Optional<List<ExpectedTransaction>> together(
            Clues clues, List<ExpectedTransaction> candidates) {
        var tied =
                candidates.stream()
                        .filter(one -> !one.isBack(clues.left()))
                        .filter(one -> Judgement.isTied(clues, one))
                        .limit(MOST_TOGETHER)
                        .toList();
        for (int chosen = 1; chosen < 1 << tied.size(); chosen++) {
            if (Integer.bitCount(chosen) > 1) {
                var some = some(tied, chosen);
                long sum = some.stream().mapToLong(one -> one.open().amountMinor()).sum();
                if (sum == clues.left().amountMinor()) {
                    return Optional.of(some);
                }
            }
        }
        return Optional.empty();
    }

    private static List<ExpectedTransaction> some(List<ExpectedTransaction> all, int chosen) {
        var some = new ArrayList<ExpectedTransaction>();
        for (int i = 0; i < all.size(); i++) {
            if ((chosen >> i & 1) == 1) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    /** The best first; it is sure where it is the only whole one and nothing speaks against it. */
    private static List<Suggestion> ranked(List<Suggestion> all) {
        var ranked = new ArrayList<>(all);
        ranked.sort(Comparator.comparingInt(Suggestion::score).reversed());
        long whole = ranked.stream().filter(Suggestion::isWhole).count();
        if (whole == 1 && ranked.getFirst().isWhole() && !ranked.getFirst().speaksAgainst()) {
            ranked.set(0, ranked.getFirst().asSure());
        }
        return ranked;
    }
}
