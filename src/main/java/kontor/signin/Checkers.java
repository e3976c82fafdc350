package kontor.signin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import kontor.changerequests.Area;
import kontor.changerequests.ChangeRequest;
import kontor.changerequests.ChangeRequests;
import kontor.changerequests.Office;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.iam.OwnAccounts;
import kontor.iam.RightsListener;
import kontor.principals.Principals;

/** Who can be a second person, and with which rights: read anew, never from a cache. */
public final class Checkers implements Office {

    private final Organizations organizations;
    private final OwnAccounts ownAccounts;
    private final RightsListener rights;
    private final CallerTable callers;
    private final Principals principals = new Principals();
    private final CheckerTable table = new CheckerTable();

    /**
     * @param rights hears of changed rights, on this node
     * @param mostRequests how many a second no user has more of
     */
    public Checkers(
            Organizations organizations,
            OwnAccounts ownAccounts,
            RightsListener rights,
            int mostRequests) {
        this.organizations = organizations;
        this.ownAccounts = ownAccounts;
        this.rights = rights;
        this.callers = new CallerTable(mostRequests);
    }

    @Override
    public Rule rule(Tx tx) {
        var organization = organizations.read(tx);
        var settings = organization.settings();
        boolean due =
                settings.fourEyes() == Organization.FourEyes.WAITING
                        && table.people(tx, ChangeRequests.APPROVE.permissions().getFirst()) > 1;
        return new Rule(
                Mode.valueOf(settings.fourEyes().name()),
                due,
                organization.sandbox(),
                settings.changeRequestDays());
    }

    @Override
    public void switchOn(Tx tx) {
        organizations.switchOnFourEyes(tx);
    }

    @Override
    public boolean isExempt(Tx tx, UUID program, Area area) {
        return false;
    }

    @Override
    public void hold(Tx tx) {
        organizations.hold(tx);
    }

    @Override
    public Optional<Caller> now(Tx tx, UUID user) {
        return callers.caller(tx, user).map(found -> limited(tx, found.caller()));
    }

    private Caller limited(Tx tx, Caller caller) {
        var entities = caller.accounts().entityIds();
        return entities.isEmpty()
                ? caller
                : caller.within(caller.accounts().with(ownAccounts.heldBy(tx, entities)));
    }

    @Override
    public boolean areSame(Tx tx, UUID one, UUID other) {
        return principals.same(tx, one, other);
    }

    @Override
    public boolean programsMayDecide(Tx tx) {
        return organizations.keysMayApproveAsOwner(tx);
    }

    @Override
    public Set<String> rights(Tx tx, UUID user) {
        var rights = new TreeSet<String>();
        for (UUID one : principals.usersLike(tx, List.of(user))) {
            now(tx, one).ifPresent(caller -> add(rights, caller));
        }
        return rights;
    }

    private static void add(Set<String> rights, Caller caller) {
        rights.addAll(caller.permissions());
        if (caller.owner()) {
            rights.add("the owner role");
        }
        if (caller.accounts().all()) {
            rights.add("every account");
        }
        caller.accounts().accountIds().forEach(id -> rights.add("account " + id));
    }

    @Override
    public void noteChecked(Tx tx, UUID target) {
        Principals.noteChecked(tx, target);
    }

    @Override
    public void tell(Tx tx, ChangeRequest request, Caller maker) {
        // Mail follows.
    }

    @Override
    public void forget(OrganizationId organization) {
        rights.changed(organization);
    }
}
