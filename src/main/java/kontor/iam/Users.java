package kontor.iam;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.caps.Cap;
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
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.identities.Memberships;
import kontor.paymentlimits.PaymentLimits;
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
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final InvitationLinks links;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Memberships memberships = new Memberships();

    /**
     * @param uses which roles approval chains name
     * @param links how invitations reach people
     */
    public Users(Journal journal, OwnAccounts ownAccounts, RoleUses uses, InvitationLinks links) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
        this.links = links;
    }

    /** A new programmatic user with its secret, which is not known later. */
    public record NewKey(UUID id, String accessKey, Secret secret) {}

    /** Creates a program, for set-up code of Kontor itself. */
    public NewKey createProgrammatic(Tx tx, String name, UUID roleId) {
        var program = NewUser.Program.of(name, roleId);
        var user = add(tx, fresh(tx, Ids.next(), program, Optional.empty()), Map.of());
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
        var user = add(tx, fresh(tx, Ids.next(), person, Optional.empty()), Map.of());
        memberships.join(tx, user.id(), user.username(), password);
        return user.id();
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
        add(tx, fresh(tx, id, person, Optional.of(expires)), Map.of(id, person.invitation()));
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
        var invitation = InvitationToken.random(tx.organization());
        var after = before.invitedUntil(tx.now().plus(InvitationToken.LIFETIME), tx.now());
        table.update(
                tx, Map.of(before.id(), before), List.of(after), Map.of(before.id(), invitation));
        record(tx, journal, Originator.KONTOR, after, NewEvent.Type.UPDATED, "INVITED_AGAIN");
        return Optional.of(new Secret(invitation.text()));
    }

    private User add(Tx tx, User user, Map<UUID, InvitationToken> invitations) {
        if (table.insert(tx, List.of(user), invitations).isEmpty()) {
            throw new IllegalStateException("the organization has a user " + user.username());
        }
        recordMade(tx, Originator.KONTOR, user);
        return user;
    }

    private static User fresh(Tx tx, UUID id, NewUser wanted, Optional<Instant> expires) {
        var kind =
                switch (wanted) {
                    case NewUser.Person _ -> User.Kind.PERSON;
                    case NewUser.Program _ -> User.Kind.PROGRAMMATIC;
                };
        return new User(
                tx.organization(),
                id,
                kind,
                wanted.username(),
                wanted.name(),
                wanted.roleId(),
                expires,
                Optional.empty(),
                wanted.bounds(),
                PaymentLimits.NONE,
                1,
                tx.now(),
                tx.now());
    }

    private Snapshot recordMade(Tx tx, Originator by, User user) {
        return record(
                tx,
                journal,
                by,
                user,
                NewEvent.Type.CREATED,
                user.invited().isPresent() ? "INVITED" : "CREATED");
    }

    /** Invites people and creates programs. Refuses by {@link IamRefusal}, then too many. */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewUser>> requests) {
        var governance = Governance.lock(tx, requests);
        var roles = requests.stream().map(one -> one.input().roleId()).distinct().toList();
        var granted = new GrantedRoles(governance, uses.keeping(tx, roles), ownAccounts);
        var room = Cap.TOO_MANY_USERS.room(tx);
        var outcomes = new LinkedHashMap<UUID, Outcome<User>>();
        var invitations = new HashMap<UUID, InvitationToken>();
        var programs = new HashMap<UUID, NewUser.Program>();
        for (var one : requests) {
            var refused = granted.refusal(one, one.input().roleId()).or(room::take);
            if (refused.isPresent()) {
                outcomes.put(one.id(), Outcome.refused(refused.get()));
                continue;
            }
            Optional<Instant> expires = Optional.empty();
            switch (one.input()) {
                case NewUser.Person person -> {
                    invitations.put(one.id(), person.invitation());
                    expires = Optional.of(tx.now().plus(InvitationToken.LIFETIME));
                }
                case NewUser.Program program -> programs.put(one.id(), program);
            }
            outcomes.put(one.id(), Outcome.done(fresh(tx, one.id(), one.input(), expires)));
        }
        var made = outcomes.values().stream().flatMap(Outcome::stream).toList();
        var inserted = made.isEmpty() ? Set.<UUID>of() : table.insert(tx, made, invitations);
        programs.keySet().retainAll(inserted);
        credentials.insertSecrets(tx, programs);
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .flatMap(user -> inserted(tx, one, user, inserted)))
                .toList();
    }

    /** Where a person was not inserted, the address is in use. */
    private Outcome<Snapshot> inserted(
            Tx tx, Request<NewUser> request, User user, Set<UUID> inserted) {
        return Outcome.unless(
                IamRefusal.EMAIL_TAKEN.when(!inserted.contains(user.id())),
                () -> invited(tx, request, user));
    }

    private Snapshot invited(Tx tx, Request<NewUser> request, User user) {
        if (request.input() instanceof NewUser.Person person) {
            links.mail(tx, request, user, person.invitation());
        }
        return recordMade(tx, request.by(), user);
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
