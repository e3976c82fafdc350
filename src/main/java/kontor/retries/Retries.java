package kontor.retries;

import kontor.accounts.Accounts;
import kontor.changerequests.FourEyes;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.directdebits.DirectDebits;
import kontor.iam.Organizations;
import kontor.mandates.Mandates;

/** What this room offers: the two doors, and the work that a policy makes. */
public final class Retries {

    private final DirectDebits debits;
    private final FourEyes fourEyes;
    private final CollectAgain collectAgain;
    private final RetryPolicies policies;

    public Retries(
            DirectDebits debits,
            Accounts accounts,
            Mandates mandates,
            Journal journal,
            FourEyes fourEyes) {
        this.debits = debits;
        this.fourEyes = fourEyes;
        this.collectAgain = new CollectAgain(debits, accounts, mandates);
        this.policies = new RetryPolicies(journal, fourEyes);
    }

    /** Makes the retries of the policies, in the lanes of the organizations. */
    public RetryWork work(Changes changes, Organizations organizations) {
        return new RetryWork(changes, organizations, fourEyes::now, debits, collectAgain);
    }

    public CollectAgain collectAgain() {
        return collectAgain;
    }

    public RetryPolicies policies() {
        return policies;
    }
}
