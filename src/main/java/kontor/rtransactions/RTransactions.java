package kontor.rtransactions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.changes.ResourceKind;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to what stopped or undid payments; payments tell it, people read it. */
public final class RTransactions {

    public static final ResourceKind KIND = new ResourceKind("r_transactions", "R-transaction");
    public static final Use READ = Use.of("direct_debits:read", "credit_transfers:read");

    /** More reasons than banks have. */
    private static final int MOST_TOTALS = 500;

    private final Cases cases;
    private final RTransactionTable table = new RTransactionTable();

    public RTransactions(Cases cases) {
        this.cases = cases;
    }

    /**
     * Keeps what banks told, each payment once in the list. What a report told before is not told
     * again by its booking.
     *
     * @return by payment what is to be said with its status; all that came back so far
     */
    public Map<UUID, CameBack> told(Tx tx, List<Told> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var before = table.ofPayments(tx, all.stream().map(Told::paymentId).toList());
        var made = new ArrayList<RTransaction>();
        var changed = new ArrayList<RTransaction>();
        var back = new HashMap<UUID, CameBack>();
        for (Told told : all) {
            var earlier = before.getOrDefault(told.paymentId(), List.of());
            var named = named(tx, earlier, told);
            var same = reported(earlier, told).map(report -> report.booked(told, tx.now()));
            if (!named.isEmpty()) {
                changed.addAll(named);
            } else if (same.isPresent()) {
                changed.add(same.get());
            } else {
                made.add(made(tx, told));
            }
            var one = named.isEmpty() ? same.orElseGet(made::getLast) : named.getLast();
            back.put(told.paymentId(), withEarlier(one, named.isEmpty() ? earlier : named));
            doubt(tx, told, one, earlier);
        }
        table.insert(tx, made);
        table.update(tx, changed);
        return back;
    }

    /** Out of time, and that is news: no other reason was told for it before. */
    private void doubt(Tx tx, Told told, RTransaction one, List<RTransaction> earlier) {
        boolean known =
                earlier.stream()
                        .anyMatch(before -> before.id().equals(one.id()) && !before.isOther(told));
        if (one.how().outOfTime() && !known) {
            doubt(tx, told, one.how());
        }
    }

    private static RTransaction made(Tx tx, Told told) {
        return RTransaction.of(tx, told, CameBack.of(told, Verdict.of(told)));
    }

    /** What was booked before, where this is a reason that a report tells for it. */
    private static List<RTransaction> named(Tx tx, List<RTransaction> earlier, Told told) {
        return told.booking().isPresent()
                ? List.of()
                : earlier.stream()
                        .filter(one -> one.transactionId().isPresent())
                        .map(one -> one.named(told, tx.now()))
                        .toList();
    }

    /** Of these payments those whose way back is booked. */
    public Set<UUID> booked(Tx tx, Collection<UUID> payments) {
        return payments.isEmpty() ? Set.of() : table.booked(tx, payments);
    }

    /** What a report told, where this is the booking of it. */
    private static Optional<RTransaction> reported(List<RTransaction> earlier, Told told) {
        return earlier.stream()
                .filter(_ -> told.booking().isPresent())
                .filter(one -> one.transactionId().isEmpty())
                .findFirst();
    }

    private static CameBack withEarlier(RTransaction one, List<RTransaction> earlier) {
        var others = earlier.stream().filter(other -> !other.id().equals(one.id())).toList();
        return one.how()
                .after(
                        sum(
                                others.stream()
                                        .flatMap(other -> other.how().amount().stream())
                                        .toList()),
                        sum(
                                others.stream()
                                        .flatMap(other -> other.how().charges().stream())
                                        .toList()));
    }

    private static Optional<Money> sum(List<Money> parts) {
        return parts.stream().reduce(Money::plus);
    }

    private void doubt(Tx tx, Told told, CameBack how) {
        cases.open(
                tx,
                new NewCase(
                        CaseKind.RETURN_IN_DOUBT,
                        "%s|%s|%s"
                                .formatted(CaseKind.RETURN_IN_DOUBT, told.paymentId(), told.date()),
                        Optional.of(told.accountId()),
                        Optional.of(told.paymentId()),
                        Optional.empty(),
                        summary(told, how),
                        NewCase.facts(
                                "code", told.code(),
                                "settlementDate", told.window().settled(),
                                "date", told.date(),
                                "disputeUntil", how.disputeUntil(),
                                "amount", told.ordered().plain(),
                                "currency", told.ordered().currency().code())));
    }

    private static String summary(Told told, CameBack how) {
        String why =
                told.window().refunds()
                        ? "later than its scheme allows"
                        : "in a scheme in which the payer has no right to a refund";
        return "payment %s of %s came back as %s (%s) on %s, %s"
                .formatted(
                        told.paymentId(),
                        told.window().settled(),
                        how.kind(),
                        told.code(),
                        told.date(),
                        why);
    }

    public Outcome<RTransaction> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Those of payments that the caller was shown, by payment, the oldest first. */
    public Map<UUID, List<RTransaction>> ofPayments(Tx tx, List<UUID> payments) {
        return payments.isEmpty() ? Map.of() : table.ofPayments(tx, payments);
    }

    /** The latest day first, of accounts that the caller may see. */
    public Page<RTransaction> list(
            Tx tx, Caller caller, RTransactionFilter filter, PageRequest page) {
        var place = page.after().map(text -> text.split(" "));
        var rows =
                table.list(
                        tx,
                        caller.accounts(),
                        filter,
                        place.map(words -> LocalDate.parse(words[0])).orElse(null),
                        place.map(words -> UUID.fromString(words[1])).orElse(null),
                        page.limit() + 1);
        return Page.cut(rows, page.limit(), one -> one.how().date() + " " + one.id());
    }

    /** Who a payment is with, what for, and of how much. */
    public record Party(UUID payment, String name, String reference, Money amount) {}

    /** Of R-transactions that the caller was shown, by payment. */
    public Map<UUID, Party> parties(Tx tx, List<RTransaction> shown) {
        var ids = shown.stream().map(RTransaction::paymentId).distinct().toList();
        return ids.isEmpty() ? Map.of() : table.parties(tx, ids);
    }

    /** What was never collected or paid, by the ids of those of which no money had moved. */
    public Map<UUID, Money> missed(Tx tx, List<RTransaction> shown) {
        var none = shown.stream().filter(one -> one.how().amount().isEmpty()).toList();
        var parties = parties(tx, none);
        return none.stream()
                .collect(
                        Collectors.toMap(
                                RTransaction::id,
                                one -> Maps.required(parties, one.paymentId()).amount()));
    }

    /** How often and how much, by kind, reason and currency; the most frequent first. */
    public List<RTransactionTotal> totals(Tx tx, Caller caller, RTransactionFilter filter) {
        return table.totals(tx, caller.accounts(), filter, MOST_TOTALS);
    }
}
