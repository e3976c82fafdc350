package kontor.approvals;

import java.util.ArrayList;
import java.util.List;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Currency;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.principals.Principals;

/** The door to the approval settings of an organization. */
public final class Settings {

    private final SettingsTable table = new SettingsTable();
    private final Principals principals = new Principals();
    private final Journal journal;

    /** Sets the evaluation currency; refuses a stale version. */
    final Door<Currency> change;

    public Settings(Journal journal, FourEyes fourEyes) {
        this.journal = journal;
        Operation<Currency> operation =
                Operation.patch(
                        Area.APPROVAL_SETTINGS,
                        "updateApprovalSettings",
                        ApprovalChains.UPDATE,
                        ApprovalSettings.RULES,
                        ApprovalSettings::evaluationCurrency);
        change = fourEyes.door(operation.ofWhole(), this::change);
    }

    public ApprovalSettings read(Tx tx) {
        return table.read(tx);
    }

    private List<Outcome<Snapshot>> change(Tx tx, List<Request<Currency>> requests) {
        var before = table.lock(tx);
        var now = before;
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            int version = now.version();
            if (one.ifMatch().filter(expected -> expected != version).isPresent()) {
                outcomes.add(Outcome.refused(Refusal.stale(version)));
                continue;
            }
            var own = principals.ownRates(tx, one.caller());
            if (own.isPresent()) {
                outcomes.add(Outcome.refused(own.get()));
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
