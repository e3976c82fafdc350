package kontor.onerow;

import java.util.ArrayList;
import java.util.List;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;

/**
 * Changes settings of one row: a stale version is refused, the first change is said to have created
 * them, and the row is written once for the whole list.
 *
 * @param <S> the settings
 * @param <I> what a request asks for
 */
public final class OneRowDoor<S extends OneRow, I> implements Door<I> {

    /** What a request makes of the settings; the next version, or a refusal. */
    @FunctionalInterface
    public interface Change<S, I> {

        Outcome<S> apply(Tx tx, S now, Request<I> request);
    }

    private final OneRow.Table<S> table;
    private final Journal journal;
    private final Change<S, I> change;

    public OneRowDoor(OneRow.Table<S> table, Journal journal, Change<S, I> change) {
        this.table = table;
        this.journal = journal;
        this.change = change;
    }

    @Override
    public List<Outcome<Snapshot>> apply(Tx tx, List<Request<I>> requests) {
        var before = table.lock(tx);
        var now = before;
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            int version = now.version();
            if (one.ifMatch().filter(expected -> expected != version).isPresent()) {
                outcomes.add(Outcome.refused(Refusal.stale(version)));
                continue;
            }
            var changed = change.apply(tx, now, one);
            now = changed.stream().findFirst().orElse(now);
            outcomes.add(changed.map(after -> recorded(tx, after, one)));
        }
        table.update(tx, before, now);
        return outcomes;
    }

    private Snapshot recorded(Tx tx, S after, Request<I> request) {
        var snapshot = after.snapshot(tx.organization());
        var type = after.version() == 1 ? NewEvent.Type.CREATED : NewEvent.Type.UPDATED;
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
    }
}
