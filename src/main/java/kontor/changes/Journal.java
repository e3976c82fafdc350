package kontor.changes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.NewEvent;

/** Records what happened to resources: one event with the snapshot for each new version. */
public final class Journal {

    private final Events events;

    public Journal(Events events) {
        this.events = events;
    }

    /** Takes the event into the transaction; returns the snapshot, which is the door's answer. */
    public Snapshot record(Tx tx, Snapshot after, Happened happened) {
        events.record(
                tx,
                new NewEvent(
                        after.resource(),
                        after.id(),
                        after.version(),
                        happened.type(),
                        happened.name(),
                        happened.by().id(),
                        happened.by().requestId(),
                        happened.message(),
                        details(tx, happened),
                        after.json()));
        return after;
    }

    /** What all events of some work say besides their own details. */
    private static final class Mark {
        private Map<String, String> details = Map.of();
    }

    /** Where the clock at the bank is another than the server's, with the day that it was there. */
    private static Map<String, String> details(Tx tx, Happened happened) {
        var mark = mark(tx).details;
        if (mark.isEmpty() && !tx.isAhead()) {
            return happened.details();
        }
        var all = new HashMap<>(mark);
        if (tx.isAhead()) {
            all.put(Event.BANK_DATE, tx.today(tx.zone()).toString());
        }
        all.putAll(happened.details());
        return all;
    }

    private static Mark mark(Tx tx) {
        return tx.attachment(Mark.class, Mark::new);
    }

    /** Does work whose events all say this, too: e.g. that nobody has checked it. */
    public static <R> R marked(Tx tx, Map<String, String> details, Supplier<R> work) {
        var mark = mark(tx);
        var before = mark.details;
        mark.details = Map.copyOf(details);
        try {
            return work.get();
        } finally {
            mark.details = before;
        }
    }

    /** The feed that it writes to, for those who also read it. */
    public Events events() {
        return events;
    }
}
