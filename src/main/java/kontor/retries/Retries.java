package kontor.retries;

import java.time.Duration;
import kontor.accounts.Accounts;
import kontor.cases.Cases;
import kontor.changerequests.FourEyes;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.core.OrganizationId;
import kontor.directdebits.DirectDebits;
import kontor.jobs.Job;
import kontor.jobs.WatchTable;
import kontor.mandates.Mandates;
import kontor.rtransactions.RTransactions;

/** What this room offers: the two doors, and the work that a policy makes. */
public final class Retries {

    private final DirectDebits debits;
    private final FourEyes fourEyes;
    private final CollectAgain collectAgain;
    private final RetryPolicies policies;
    private final RTransactions rTransactions;

    public Retries(
            DirectDebits debits,
            Accounts accounts,
            Mandates mandates,
            Journal journal,
            FourEyes fourEyes) {
        this.debits = debits;
        this.fourEyes = fourEyes;
        this.rTransactions = new RTransactions(new Cases(journal));
        this.collectAgain = new CollectAgain(debits, accounts, mandates, rTransactions);
        this.policies = new RetryPolicies(journal, fourEyes);
    }

    /** Makes the retries of the policies, in the lanes of the organizations. */
    public Job<OrganizationId> job(Changes changes, WatchTable watch) {
        var work = new RetryWork(changes, fourEyes::now, debits, collectAgain);
        var pause = Duration.ofSeconds(1);
        return Job.ofOrganizations("retries", pause, watch::withRetryPolicies, work::round);
    }

    /** What came back, which is what is made again. */
    public RTransactions rTransactions() {
        return rTransactions;
    }

    public CollectAgain collectAgain() {
        return collectAgain;
    }

    public RetryPolicies policies() {
        return policies;
    }
}
