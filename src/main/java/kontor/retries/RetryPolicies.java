package kontor.retries;

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
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.events.NewEvent;

/** The door to the retry policy of an organization. */
public final class RetryPolicies {

    public static final Use READ = DirectDebits.READ;

    /** Whoever changes it makes its retries. */
    public static final Use UPDATE =
            Use.of(
                    "approval_chains:update",
                    "direct_debits:create",
                    "accounts:read",
                    "external_accounts:read",
                    "counterparties:read");

    private final RetryPolicyTable table = new RetryPolicyTable();
    private final Journal journal;

    /** Changes the policy; refuses a stale version. */
    public final Door<RetryPolicyPatch> change;

    public RetryPolicies(Journal journal, FourEyes fourEyes) {
        this.journal = journal;
        Operation<RetryPolicyPatch> operation =
                Operation.patch(
                        Area.RETRY_POLICY,
                        "updateRetryPolicy",
                        UPDATE,
                        RetryPolicyPatch.RULES,
                        RetryPolicyPatch::parse);
        change = fourEyes.door(operation.ofWhole(), this::change);
    }

    public RetryPolicy read(Tx tx) {
        return table.read(tx);
    }

    private List<Outcome<Snapshot>> change(Tx tx, List<Request<RetryPolicyPatch>> requests) {
        var before = table.lock(tx);
        var now = before;
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            int version = now.version();
            if (one.ifMatch().filter(expected -> expected != version).isPresent()) {
                outcomes.add(Outcome.refused(Refusal.stale(version)));
                continue;
            }
            now = one.input().applyTo(now).changed(now, one.caller().userId(), tx.now());
            var snapshot = now.snapshot(tx.organization());
            var type = now.version() == 1 ? NewEvent.Type.CREATED : NewEvent.Type.UPDATED;
            journal.record(tx, snapshot, Happened.of(type, one.by()));
            outcomes.add(Outcome.done(snapshot));
        }
        table.update(tx, before, now);
        return outcomes;
    }
}
