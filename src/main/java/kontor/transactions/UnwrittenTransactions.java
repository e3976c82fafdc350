package kontor.transactions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Maps;
import kontor.db.Tx;

/**
 * Transactions that are being booked. What is attached to them in the same database transaction
 * changes them here, so that each is written once, with all that became of it: a row that is
 * written and then changed costs its indexes twice. Their events tell every version.
 */
public final class UnwrittenTransactions {

    private static final TransactionTable TABLE = new TransactionTable();
    private static final AttachmentTable ATTACHMENTS = new AttachmentTable();
    private static final DetailTable DETAILS = new DetailTable();

    private final Map<UUID, Transaction> byId = new LinkedHashMap<>();

    private UnwrittenTransactions() {}

    static UnwrittenTransactions of(Tx tx) {
        return tx.attachment(UnwrittenTransactions.class, UnwrittenTransactions::new);
    }

    /** Those of the rows whose entries are not booked yet. */
    public static List<EntryRow> fresh(Tx tx, List<EntryRow> rows) {
        var booked = TABLE.booked(tx, rows);
        return rows.stream().filter(row -> !booked.contains(row.key())).toList();
    }

    /**
     * Writes transactions with what they consist of, and what is attached to them meanwhile.
     *
     * @param rows of one account, none of them booked yet
     * @param look finds out what they are, and attaches it through {@link Transactions}
     */
    public static void write(Tx tx, List<EntryRow> rows, Runnable look) {
        var unwritten = of(tx);
        rows.forEach(row -> unwritten.replace(row.transaction()));
        look.run();
        var now = rows.stream().map(row -> row.with(unwritten.take(row))).toList();
        TABLE.insert(tx, now);
        ATTACHMENTS.insert(
                tx, now.stream().flatMap(row -> row.transaction().attached().stream()).toList());
        DETAILS.insert(tx, now.stream().map(UnwrittenTransactions::consistsOf).toList());
    }

    private static DetailTable.Some consistsOf(EntryRow row) {
        return new DetailTable.Some(row.transaction().id(), 0, row.booked().details());
    }

    private Transaction take(EntryRow row) {
        var id = row.transaction().id();
        var now = Maps.required(byId, id);
        byId.remove(id);
        return now;
    }

    boolean has(UUID id) {
        return byId.containsKey(id);
    }

    void replace(Transaction now) {
        byId.put(now.id(), now);
    }

    /** Those of these. */
    List<Transaction> among(Collection<UUID> ids) {
        return ids.stream().distinct().filter(this::has).map(byId::get).toList();
    }

    /** Those of these that are written. */
    List<UUID> others(Collection<UUID> ids) {
        return byId.isEmpty()
                ? List.copyOf(ids)
                : ids.stream().filter(id -> !has(id)).distinct().toList();
    }

    /** Keeps what became of those that are here, and returns the others. */
    List<Transaction> keep(List<Transaction> after) {
        var others = new ArrayList<Transaction>();
        for (Transaction one : after) {
            if (has(one.id())) {
                replace(one);
            } else {
                others.add(one);
            }
        }
        return others;
    }

    /** Attachments to transactions that are written. */
    List<Attachment> written(List<Attachment> attachments) {
        return attachments.stream().filter(one -> !has(one.transactionId())).toList();
    }

    /** What is attached to those that are here, by what it is. */
    Map<UUID, List<Attachment>> attached(Collection<UUID> attached) {
        var wanted = Set.copyOf(attached);
        return byId.values().stream()
                .flatMap(one -> one.attached().stream())
                .filter(one -> wanted.contains(one.id()))
                .collect(Collectors.groupingBy(Attachment::id));
    }
}
