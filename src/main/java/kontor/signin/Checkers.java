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
import kontor.mail.MailKind;
import kontor.mail.NewMail;
import kontor.mail.Outbox;
import kontor.principals.Principals;

/** Who can be a second person, and with which rights: read anew, never from a cache. */
public final class Checkers implements Office {

    private static final String PERMISSION = ChangeRequests.APPROVE.permissions().getFirst();

    private final Organizations organizations;
    private final OwnAccounts ownAccounts;
    private final Exempted exempted;
    private final Mailing mailing;
    private final RightsListener rights;
    private final CallerTable callers;
    private final Principals principals = new Principals();
    private final CheckerTable table = new CheckerTable();

    /** Which programs need no second person. */
    @FunctionalInterface
    public interface Exempted {
        boolean is(Tx tx, UUID program, Area area);
    }

    /** What is asked about users and organizations. */
    public record Rooms(Organizations organizations, OwnAccounts ownAccounts, Exempted exempted) {}

    /**
     * How people hear of what waits.
     *
     * @param address the one that people know this Kontor by
     */
    public record Mailing(Outbox outbox, String address) {}

    /**
     * @param rights hears of changed rights, on this node
     * @param mostRequests how many a second no user has more of
     */
    public Checkers(Rooms rooms, Mailing mailing, RightsListener rights, int mostRequests) {
        this.organizations = rooms.organizations;
        this.ownAccounts = rooms.ownAccounts;
        this.exempted = rooms.exempted;
        this.mailing = mailing;
        this.rights = rights;
        this.callers = new CallerTable(mostRequests);
    }

    @Override
    public Rule rule(Tx tx) {
        var organization = organizations.read(tx);
        var settings = organization.settings();
        boolean due =
                settings.fourEyes() == Organization.FourEyes.WAITING
                        && table.people(tx, PERMISSION) > 1;
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
        return exempted.is(tx, program, area);
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
    public Rights rights(Tx tx, UUID user) {
        var words = new TreeSet<String>();
        var users = principals.usersLike(tx, List.of(user));
        for (UUID one : users) {
            now(tx, one).ifPresent(caller -> add(words, caller));
        }
        return new HeldRights(words, table.bounds(tx, users));
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

    /** One mail to each of the people who can decide it, without what it is about. */
    @Override
    public void tell(Tx tx, ChangeRequest request, Caller maker) {
        var organization = organizations.read(tx);
        var way = mailing.outbox.way(organization.sandbox());
        if (way == Outbox.Way.NONE) {
            return;
        }
        var like = principals.usersLike(tx, List.of(maker.userId()));
        for (String address : table.addresses(tx, PERMISSION, like)) {
            mailing.outbox.write(
                    tx.sql(), tx.now(), way, mail(organization, request, maker, address));
        }
    }

    private NewMail mail(
            Organization organization, ChangeRequest request, Caller maker, String address) {
        String where = NewMail.name(organization.name());
        return new NewMail(
                MailKind.CHANGE_REQUEST,
                Optional.of(organization.id()),
                address,
                "A change waits for you in " + where,
                """
                %s asks for a change in %s that needs a second person.
                Look at it here and decide it, until %s:

                %s/change-requests/%s

                Kontor at %s
                """
                        .formatted(
                                NewMail.name(maker.name()),
                                where,
                                request.expires().atZone(organization.zone()).toLocalDate(),
                                mailing.address,
                                request.id(),
                                mailing.address),
                request.expires());
    }

    @Override
    public void forget(OrganizationId organization) {
        rights.changed(organization);
    }
}
