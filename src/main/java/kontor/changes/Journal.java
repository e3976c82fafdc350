package kontor.changes;

import kontor.db.Tx;
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
                        happened.details(),
                        after.json()));
        return after;
    }

    /** The feed that it writes to, for those who also read it. */
    public Events events() {
        return events;
    }
}
