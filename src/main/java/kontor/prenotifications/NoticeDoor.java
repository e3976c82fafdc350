package kontor.prenotifications;

import java.util.ArrayList;
import java.util.List;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;

/** The door to the settings. */
public final class NoticeDoor {

    public static final Use READ = Use.of("organizations:read");
    public static final Use UPDATE = Use.of("organizations:update");

    private final NoticeSettingsTable table;
    private final Journal journal;

    /** Changes them; refuses a stale version. */
    public final Door<NoticePatch> change = this::changed;

    public NoticeDoor(PreNotifications notices, Journal journal) {
        this.table = notices.settings();
        this.journal = journal;
    }

    public NoticeSettings read(Tx tx) {
        return table.read(tx);
    }

    private List<Outcome<Snapshot>> changed(Tx tx, List<Request<NoticePatch>> requests) {
        var before = table.lock(tx);
        var now = before;
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            int version = now.version();
            if (one.ifMatch().filter(expected -> expected != version).isPresent()) {
                outcomes.add(Outcome.refused(Refusal.stale(version)));
                continue;
            }
            now = now.with(one.input());
            var snapshot = now.snapshot(tx.organization());
            var type = now.version() == 1 ? NewEvent.Type.CREATED : NewEvent.Type.UPDATED;
            journal.record(tx, snapshot, Happened.of(type, one.by()));
            outcomes.add(Outcome.done(snapshot));
        }
        table.update(tx, before, now);
        return outcomes;
    }
}
