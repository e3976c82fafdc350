package kontor.prenotifications;

import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.onerow.OneRowDoor;

/** The door to the settings. */
public final class NoticeDoor {

    public static final Use READ = Use.of("organizations:read");
    public static final Use UPDATE = Use.of("organizations:update");

    private final NoticeSettingsTable table;

    /** Changes them; refuses a stale version. */
    public final Door<NoticePatch> change;

    public NoticeDoor(PreNotifications notices, Journal journal) {
        this.table = notices.settings();
        change =
                new OneRowDoor<>(
                        table,
                        journal,
                        (_, now, request) -> Outcome.done(now.with(request.input())));
    }

    public NoticeSettings read(Tx tx) {
        return table.read(tx);
    }
}
