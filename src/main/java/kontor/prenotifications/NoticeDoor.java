package kontor.prenotifications;

import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.onerow.OneRowDoor;

/** The door to the settings. */
final class NoticeDoor {

    static final Use READ = Use.of("organizations:read");
    static final Use UPDATE = Use.of("organizations:update");

    private final NoticeSettingsTable table;

    /** Changes them; refuses a stale version. */
    final Door<NoticePatch> change;

    NoticeDoor(NoticeSettingsTable table, Journal journal) {
        this.table = table;
        change =
                new OneRowDoor<>(
                        table,
                        journal,
                        (_, now, request) -> Outcome.done(now.with(request.input())));
    }

    NoticeSettings read(Tx tx) {
        return table.read(tx);
    }
}
