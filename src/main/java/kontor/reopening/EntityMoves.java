package kontor.reopening;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.core.Ids;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** The door to accounts that were given to another entity: noted, and judged to their end. */
public final class EntityMoves {

    /** Payments that are judged in one transaction. */
    static final int SLICE = 500;

    private static final UUID NONE = new UUID(0, 0);

    private final MoveTable table = new MoveTable();
    private final List<JudgedPayments> kinds = new CopyOnWriteArrayList<>();

    /** Joins the kinds of payments, once, before anything is served. */
    public void judges(JudgedPayments... joined) {
        kinds.addAll(List.of(joined));
    }

    /**
     * The door to changes of accounts, which notes those that got another entity. The first of
     * their payments are judged in the transaction of the change, the others by {@link #round}.
     */
    public <T> Door<T> watching(Door<T> changes) {
        return (tx, requests) -> {
            var accounts = requests.stream().map(Request::id).distinct().toList();
            var before = table.entitiesOf(tx, accounts);
            var outcomes = changes.apply(tx, requests);
            var after = table.entitiesOf(tx, accounts);
            before.forEach((account, from) -> note(tx, account, from, after.get(account)));
            return outcomes;
        };
    }

    private void note(Tx tx, UUID account, UUID from, @Nullable UUID to) {
        if (to != null && !to.equals(from)) {
            table.insert(tx, new EntityMove(Ids.next(), account, from, to, tx.now(), NONE));
            round(tx);
        }
    }

    /** Whether payments wait to be judged anew, so that none may leave. */
    public static boolean arePending(Tx tx) {
        return MoveTable.any(tx);
    }

    /**
     * Judges one slice of payments of the oldest move.
     *
     * @return whether there may be more
     */
    public boolean round(Tx tx) {
        var next = table.lockOldest(tx);
        if (next.isEmpty()) {
            return false;
        }
        var move = next.get();
        var payments = table.openPayments(tx, move, SLICE);
        kinds.forEach(kind -> kind.judge(tx, move, payments));
        if (payments.size() < SLICE) {
            table.delete(tx, move);
        } else {
            table.reached(tx, move, payments.getLast());
        }
        return true;
    }
}
