package kontor.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.caps.Cap;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.paymentlimits.PaymentLimits;
import kontor.principals.Principals;

/** How users are made, whoever asks for them. */
final class UserMaking {

    private final Journal journal;
    private final OwnAccounts ownAccounts;
    private final RoleUses uses;
    private final InvitationLinks links;
    private final UserTable table = new UserTable();
    private final CredentialTable credentials = new CredentialTable();
    private final Principals principals = new Principals();

    UserMaking(Journal journal, OwnAccounts ownAccounts, RoleUses uses, InvitationLinks links) {
        this.journal = journal;
        this.ownAccounts = ownAccounts;
        this.uses = uses;
        this.links = links;
    }

    User add(Tx tx, User user, Map<UUID, InvitationToken> invitations) {
        if (table.insert(tx, List.of(user), invitations).isEmpty()) {
            throw new IllegalStateException("the organization has a user " + user.username());
        }
        recordMade(tx, Originator.KONTOR, user);
        return user;
    }

    static User fresh(Tx tx, UUID id, NewUser wanted, Optional<Instant> expires) {
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
                Optional.empty(),
                1,
                tx.now(),
                tx.now());
    }

    /** Who invited a person, where that user could still do so; then it depends on that user. */
    Optional<UUID> stillInvites(Tx tx, User invited) {
        var email = invited.username();
        var inviter = Optional.ofNullable(credentials.inviters(tx, List.of(email)).get(email));
        var acceptance = new Acceptance(journal, ownAccounts, uses);
        return inviter.filter(user -> acceptance.mayInvite(tx, user, invited.roleId()));
    }

    private Snapshot recordMade(Tx tx, Originator by, User user) {
        return Users.record(
                tx,
                journal,
                by,
                user,
                NewEvent.Type.CREATED,
                user.invited().isPresent() ? "INVITED" : "CREATED");
    }

    /** As {@link Users#create}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<NewUser>> requests) {
        var governance = Governance.lock(tx, requests);
        var roles = requests.stream().map(one -> one.input().roleId()).distinct().toList();
        var granted = new GrantedRoles(governance, uses.keeping(tx, roles), ownAccounts);
        var room = Cap.TOO_MANY_USERS.room(tx);
        var outcomes = new LinkedHashMap<UUID, Outcome<User>>();
        var counted = new HashMap<UUID, Set<UUID>>();
        for (var one : requests) {
            Outcome<User> outcome =
                    Outcome.unless(granted.refusal(one, one.input().roleId()), () -> one)
                            .flatMap(allowed -> fresh(tx, allowed, counted))
                            .flatMap(user -> Outcome.unless(room.take(), () -> user));
            outcomes.put(one.id(), outcome);
        }
        var inserted = insert(tx, requests, outcomes);
        counted.keySet().retainAll(inserted);
        principals.count(tx, counted);
        return requests.stream()
                .map(
                        one ->
                                Maps.required(outcomes, one.id())
                                        .flatMap(user -> inserted(tx, one, user, inserted)))
                .toList();
    }

    private Outcome<User> fresh(Tx tx, Request<NewUser> one, Map<UUID, Set<UUID>> counted) {
        return switch (one.input()) {
            case NewUser.Person person -> {
                var expires = tx.now().plus(InvitationToken.LIFETIME);
                yield Outcome.done(fresh(tx, one.id(), person, Optional.of(expires)));
            }
            case NewUser.Program program -> {
                boolean believed = isSandbox(tx) || Principals.isChecked(tx, one.id());
                var maker = new Principals.Maker(one.caller().userId(), believed);
                yield principals
                        .settle(tx, maker, program.actsFor())
                        .map(
                                acting -> {
                                    counted.put(one.id(), acting.counted());
                                    return fresh(tx, one.id(), program, Optional.empty())
                                            .actingFor(acting.principal());
                                });
            }
        };
    }

    private static boolean isSandbox(Tx tx) {
        return new OrganizationTable().read(tx).sandbox();
    }

    /** Writes those that may be made; one whose address is in use is not among the answer. */
    private Set<UUID> insert(
            Tx tx, List<Request<NewUser>> requests, Map<UUID, Outcome<User>> outcomes) {
        var made = outcomes.values().stream().flatMap(Outcome::stream).toList();
        var invitations = new HashMap<UUID, InvitationToken>();
        var programs = new HashMap<UUID, NewUser.Program>();
        for (var one : requests) {
            switch (one.input()) {
                case NewUser.Person person ->
                        invitations.put(one.id(), person.invitation().by(one.caller().userId()));
                case NewUser.Program program -> programs.put(one.id(), program);
            }
        }
        var inserted = made.isEmpty() ? Set.<UUID>of() : table.insert(tx, made, invitations);
        programs.keySet().retainAll(inserted);
        credentials.insertSecrets(tx, programs);
        return inserted;
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
}
