package kontor.approvals;

import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Currency;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.onerow.OneRowDoor;
import kontor.principals.Principals;

/** The door to the approval settings of an organization. */
public final class Settings {

    private final SettingsTable table = new SettingsTable();
    private final Principals principals = new Principals();

    /** Sets the evaluation currency; refuses a stale version. */
    final Door<Currency> change;

    public Settings(Journal journal, FourEyes fourEyes) {
        Operation<Currency> operation =
                Operation.patch(
                        Area.APPROVAL_SETTINGS,
                        "updateApprovalSettings",
                        ApprovalChains.UPDATE,
                        ApprovalSettings.RULES,
                        ApprovalSettings::evaluationCurrency);
        change =
                fourEyes.door(operation.ofWhole(), new OneRowDoor<>(table, journal, this::changed));
    }

    public ApprovalSettings read(Tx tx) {
        return table.read(tx);
    }

    private Outcome<ApprovalSettings> changed(
            Tx tx, ApprovalSettings now, Request<Currency> request) {
        return Outcome.unless(
                principals.ownRates(tx, request.caller()), () -> now.with(request.input()));
    }
}
