package kontor.iam;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.identities.Memberships;
import kontor.principals.ActsFor;
import kontor.principals.Principals;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * The door to people and programs: how they are created and found. How they are changed is in
 * {@link UserChanges}.
 */
public final class Users {

    public static final ResourceKind KIND = new ResourceKind(User.RESOURCE, "User");

    /** To make a program, or to invite a person, also again. */
    public static final Use CREATE = Use.of("users:create");

    public static final Use READ = Use.of("users:read");

    /** Also to make another user owner. */
    public static final Use UPDATE = Use.of("users:update");

    /** To revoke a user. */
    public static final Use DELETE = Use.of("users:delete");

    private final Journal journal;
    private final UserMaking making;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Memberships memberships = new Memberships();
    private final Principals principals = new Principals();

    /**
     * @param uses which roles approval chains name
     * @param links how invitations reach people
     */
    public Users(Journal journal, OwnAccounts ownAccounts, RoleUses uses, InvitationLinks links) {
        this.journal = journal;
        this.making = new UserMaking(journal, ownAccounts, uses, links);
    }

    /** A new programmatic user with its secret, which is not known later. */
    public record NewKey(UUID id, String accessKey, Secret secret) {}

    /**
     * Creates a program, for set-up code of Kontor itself.
     *
     * @param system the name of the system that it acts for
     */
    public NewKey createProgrammatic(Tx tx, String name, UUID roleId, String system) {
        var actsFor = Optional.<ActsFor>of(new ActsFor.System(system));
        var program = NewUser.Program.of(name, roleId, KeyBounds.NONE, actsFor);
        var acting = principals.system(tx, system);
        var made = UserMaking.fresh(tx, Ids.next(), program, Optional.empty()).actingFor(acting);
        var user = making.add(tx, made, Map.of());
        principals.count(tx, Map.of(user.id(), Set.of(acting.id())));
        credentials.insertSecrets(tx, Map.of(user.id(), program));
        return new NewKey(user.id(), user.username(), program.secret());
    }

    /**
     * Creates a person who is active at once, for set-up code of Kontor itself.
     *
     * @param password hashed for the address
     */
    public UUID createPerson(Tx tx, String email, String name, PasswordHash password, UUID roleId) {
        var person = NewUser.Person.of(email, name, roleId, tx.organization());
        UUID id = Ids.next();
        UUID identity = memberships.join(tx, id, person.username(), password);
        var acting = principals.person(tx, identity, id);
        making.add(
                tx, UserMaking.fresh(tx, id, person, Optional.empty()).actingFor(acting), Map.of());
        principals.count(tx, Map.of(id, Set.of(acting.id())));
        return id;
    }

    /**
     * Invites a person, for set-up code of Kontor itself.
     *
     * @return the token of the invitation, which is not known later
     * @throws InvalidRequest with the field {@code email} when it is no address
     */
    public Secret invite(Tx tx, String email, String name, UUID roleId) {
        if (!isEmail(email)) {
            throw new InvalidRequest(Fault.invalid("email", "must be an e-mail address"));
        }
        var person = NewUser.Person.of(email, name, roleId, tx.organization());
        UUID id = Ids.next();
        var expires = tx.now().plus(InvitationToken.LIFETIME);
        making.add(
                tx,
                UserMaking.fresh(tx, id, person, Optional.of(expires)),
                Map.of(id, person.invitation()));
        return new Secret(person.invitation().text());
    }

    /**
     * Invites a person who may have been invited to the same role before; the earlier token is no
     * longer valid.
     *
     * @return empty when a user with this address has accepted already, or is invited to another
     *     role
     */
    public Optional<Secret> inviteAnyway(Tx tx, String email, String name, UUID roleId) {
        var invited = table.lockNamed(tx, email.toLowerCase(Locale.ROOT));
        if (invited.isEmpty()) {
            return Optional.of(invite(tx, email, name, roleId));
        }
        User before = invited.get();
        if (before.status() != User.Status.INVITED || !before.roleId().equals(roleId)) {
            return Optional.empty();
        }
        var random = InvitationToken.random(tx.organization());
        var inviter = making.stillInvites(tx, before);
        var invitation = inviter.map(random::by).orElse(random);
        var after = before.invitedUntil(tx.now().plus(InvitationToken.LIFETIME), tx.now());
        table.update(
                tx, Map.of(before.id(), before), List.of(after), Map.of(before.id(), invitation));
        record(tx, journal, Originator.KONTOR, after, NewEvent.Type.UPDATED, "INVITED_AGAIN");
        return Optional.of(new Secret(invitation.text()));
    }

    /**
     * Invites people and creates programs. Refuses by {@link IamRefusal}, then a principal that is
     * not there, then too many.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewUser>> requests) {
        return making.create(tx, requests);
    }

    public static boolean isEmail(String text) {
        return NewUser.EMAIL.matcher(text).matches();
    }

    /** A random first password, of 120 bits. */
    public String newPassword() {
        return Secret.random().text().substring(0, 20);
    }

    /**
     * The user with this id, also a revoked one, since events and approvals name them. Refuses an
     * unknown one.
     */
    public Outcome<User> find(Tx tx, Caller caller, UUID id) {
        return Optional.ofNullable(table.of(tx, List.of(id)).get(id))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound(KIND.inWords())));
    }

    /** A user by id, or by the name that a user has who is not revoked; for operators. */
    public Optional<User> forOperator(Tx tx, String idOrName) {
        return Ids.parse(idOrName)
                .map(id -> Optional.ofNullable(table.of(tx, List.of(id)).get(id)))
                .orElseGet(() -> table.lockNamed(tx, idOrName));
    }

    /** Those of the ids that are users of the organization, revoked ones too. */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : table.of(tx, ids).keySet();
    }

    /** Oldest first; users belong to no account, so everybody with the permission may see all. */
    public Page<User> list(Tx tx, Caller caller, UserFilter filter, PageRequest page) {
        var after = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, filter, after, page.limit() + 1),
                page.limit(),
                user -> user.id().toString());
    }

    static Snapshot record(
            Tx tx, Journal journal, Originator by, User user, NewEvent.Type type, String name) {
        var snapshot = user.snapshot();
        return journal.record(tx, snapshot, Happened.of(type, name, by));
    }
}
