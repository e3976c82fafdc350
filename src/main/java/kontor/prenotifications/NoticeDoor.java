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
final class NoticeDoor {

    static final Use READ = Use.of("organizations:read");
    static final Use UPDATE = Use.of("organizations:update");

    private final NoticeSettingsTable table;
    private final Journal journal;

    /** Changes them; refuses a stale version. */
    final Door<NoticePatch> change = this::changed;

    NoticeDoor(NoticeSettingsTable table, Journal journal) {
        this.table = table;
        this.journal = journal;
    }

    NoticeSettings read(Tx tx) {
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
