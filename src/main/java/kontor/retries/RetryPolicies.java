package kontor.retries;

import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.onerow.OneRowDoor;

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

    /** Changes the policy; refuses a stale version. */
    public final Door<RetryPolicyPatch> change;

    public RetryPolicies(Journal journal, FourEyes fourEyes) {
        Operation<RetryPolicyPatch> operation =
                Operation.patch(
                        Area.RETRY_POLICY,
                        "updateRetryPolicy",
                        UPDATE,
                        RetryPolicyPatch.RULES,
                        RetryPolicyPatch::parse);
        change =
                fourEyes.door(
                        operation.ofWhole(),
                        new OneRowDoor<>(table, journal, RetryPolicies::changed));
    }

    public RetryPolicy read(Tx tx) {
        return table.read(tx);
    }

    private static Outcome<RetryPolicy> changed(
            Tx tx, RetryPolicy now, Request<RetryPolicyPatch> request) {
        return Outcome.done(
                request.input().applyTo(now).changed(now, request.caller().userId(), tx.now()));
    }
}
