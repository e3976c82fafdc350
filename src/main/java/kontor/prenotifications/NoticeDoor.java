package kontor.prenotifications;

import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.onerow.OneRowDoor;

/** The door to the settings. */
public final class NoticeDoor {

    public static final Use READ = Use.of("organizations:read");
    public static final Use UPDATE = Use.of("organizations:update");

    private final NoticeSettingsTable table;
    private final PreNotifications notices;

    /** Changes them; refuses a stale version, then by {@link NoticeRefusal}. */
    public final Door<NoticePatch> change;

    public NoticeDoor(PreNotifications notices, Journal journal) {
        this.table = notices.settings();
        this.notices = notices;
        change = new OneRowDoor<>(table, journal, this::changed);
    }

    private Outcome<NoticeSettings> changed(
            Tx tx, NoticeSettings now, Request<NoticePatch> request) {
        var next = now.with(request.input());
        boolean begins = next.byMail() && !now.byMail();
        return Outcome.unless(
                NoticeRefusal.NO_MAIL_SERVER.when(begins && !notices.mayTell(tx)), () -> next);
    }

    public NoticeSettings read(Tx tx) {
        return table.read(tx);
    }
}
