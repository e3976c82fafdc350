package kontor.supplements;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.changes.Journal;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.supplements.SupplementTable.Kept;
import kontor.transactions.DetailTable;
import kontor.transactions.EntryDetail;
import kontor.transactions.EntryReading;
import kontor.transactions.StatementEntry;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;

/** The door to what notifications add to transactions; see the room's {@code package-info}. */
public final class Supplements {

    private final Transactions transactions;
    private final Cases cases;
    private final SupplementTable table = new SupplementTable();
    private final DetailTable details = new DetailTable();

    public Supplements(Journal journal, Cases cases) {
        this.transactions = new Transactions(journal);
        this.cases = cases;
    }

    /**
     * Keeps what a notification says of its entries until they are booked.
     *
     * @param entries by the id of the details that wait
     */
    public void keep(Tx tx, UUID inboxFile, Map<UUID, StatementEntry> entries) {
        var kept =
                entries.entrySet().stream()
                        .flatMap(
                                one ->
                                        Supplement.of(one.getValue()).stream()
                                                .map(
                                                        told ->
                                                                new Kept(
                                                                        one.getKey(),
                                                                        inboxFile,
                                                                        told)))
                        .toList();
        if (!kept.isEmpty()) {
            table.insert(tx, kept);
        }
    }

    /** Forgets those of details that go. */
    public void drop(Tx tx, Collection<UUID> notified) {
        table.delete(tx, notified);
    }

    /**
     * Lets transactions say what was told of them. It must be asked before details of the
     * notification take the place of those of the statement.
     *
     * @param transactionOf by the id of the details that go there
     * @return the transactions that say something else now
     */
    public Set<UUID> apply(Tx tx, Map<UUID, UUID> transactionOf) {
        var kept = kept(tx, transactionOf);
        if (kept.isEmpty()) {
            return Set.of();
        }
        table.delete(tx, transactionOf.keySet());
        var own = own(tx, kept.keySet());
        return transactions.tell(
                tx,
                kept.keySet(),
                booked -> {
                    var one = Maps.required(kept, booked.id());
                    var its = Maps.required(own, booked.id());
                    var otherwise = one.supplement().contradictions(booked, its);
                    if (!otherwise.isEmpty()) {
                        cases.open(tx, contradiction(booked, one.inboxFile(), otherwise));
                    }
                    return one.supplement().with(booked, its);
                });
    }

    /**
     * What became of supplements to transactions that were complete.
     *
     * @param learned what they learned of, by transaction
     * @param otherwise the details that contradict their transaction: they may be of another one
     */
    public record Completed(Map<UUID, List<EntryDetail>> learned, Set<UUID> otherwise) {}

    /**
     * The same for transactions of which the statement told a part: they learn only what does not
     * contradict it.
     */
    public Completed complete(Tx tx, Map<UUID, UUID> transactionOf) {
        var agreeing = new HashMap<>(transactionOf);
        var kept = kept(tx, transactionOf);
        var own = own(tx, kept.keySet());
        var booked = transactions.ofForUse(tx, kept.keySet());
        var otherwise = new HashSet<UUID>();
        kept.forEach(
                (transaction, one) -> {
                    var before = Maps.required(booked, transaction);
                    var its = Maps.required(own, transaction);
                    if (!one.supplement().contradictions(before, its).isEmpty()) {
                        otherwise.add(one.notified());
                    }
                });
        agreeing.keySet().removeAll(otherwise);
        var changed = apply(tx, agreeing);
        agreeing.values().retainAll(changed);
        return new Completed(learned(tx, agreeing), otherwise);
    }

    private Map<UUID, List<EntryDetail>> learned(Tx tx, Map<UUID, UUID> transactionOf) {
        var learned = new HashMap<UUID, List<EntryDetail>>();
        details.of(tx, transactionOf.keySet())
                .forEach(
                        (notified, some) ->
                                learned.put(Maps.required(transactionOf, notified), some));
        return learned;
    }

    /**
     * Lets transactions say what a statement says more of them than the one that booked them. What
     * contradicts that one is passed over: it is the same money, told less exactly.
     *
     * @param entries by transaction
     * @return the details of those of which none were known, by transaction
     */
    public Map<UUID, List<EntryDetail>> toldAgain(Tx tx, Map<UUID, StatementEntry> entries) {
        var told = new HashMap<UUID, Supplement>();
        entries.forEach(
                (transaction, entry) ->
                        Supplement.of(entry)
                                .filter(one -> one.own().isPresent())
                                .ifPresent(one -> told.put(transaction, one)));
        if (told.isEmpty()) {
            return Map.of();
        }
        var own = own(tx, told.keySet());
        transactions.tell(
                tx,
                told.keySet(),
                booked -> {
                    var one = Maps.required(told, booked.id());
                    var its = Maps.required(own, booked.id());
                    return one.contradictions(booked, its).isEmpty()
                            ? one.with(booked, its)
                            : booked.told();
                });
        var bare = new HashMap<>(entries);
        bare.keySet().retainAll(told.keySet());
        bare.keySet().removeIf(id -> !Maps.required(own, id).details().isEmpty());
        return listed(tx, bare);
    }

    private Map<UUID, List<EntryDetail>> listed(Tx tx, Map<UUID, StatementEntry> entries) {
        var listed = new HashMap<UUID, List<EntryDetail>>();
        entries.forEach((id, entry) -> listed.put(id, new EntryReading(entry).details()));
        details.insert(
                tx,
                listed.entrySet().stream()
                        .map(one -> new DetailTable.Some(one.getKey(), 0, one.getValue()))
                        .toList());
        return listed;
    }

    /** By transaction; of two that speak of one the first. */
    private Map<UUID, Kept> kept(Tx tx, Map<UUID, UUID> transactionOf) {
        if (transactionOf.isEmpty()) {
            return Map.of();
        }
        return table.of(tx, transactionOf.keySet()).stream()
                .collect(
                        Collectors.toMap(
                                one -> Maps.required(transactionOf, one.notified()),
                                Function.identity(),
                                (first, _) -> first));
    }

    private Map<UUID, Own> own(Tx tx, Collection<UUID> ids) {
        var listed = details.of(tx, ids);
        return ids.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                id -> new Own(listed.getOrDefault(id, List.of()))));
    }

    private static NewCase contradiction(
            Transaction booked, UUID inboxFile, Map<String, String> otherwise) {
        return new NewCase(
                CaseKind.DETAILS_CONTRADICT,
                CaseKind.DETAILS_CONTRADICT + "|" + booked.id() + "|" + otherwise,
                Optional.of(booked.accountId()),
                Optional.empty(),
                Optional.of(inboxFile),
                "a notification says otherwise of transaction %s than its statement does: %s"
                        .formatted(booked.id(), String.join(", ", otherwise.keySet())),
                otherwise);
    }
}
