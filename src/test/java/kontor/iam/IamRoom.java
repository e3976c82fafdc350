package kontor.iam;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.TestKontor;
import kontor.addresses.Network;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.mail.Outbox;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.vault.SealedTexts;

/** The iam room on the real database, with an organization of its own. */
public final class IamRoom {

    public static final String ISSUER = "https://kontor.example";
    static final UUID REQUEST = new UUID(8, 8);

    /** No role is limited here, and no chain names one. */
    public static final OwnAccounts NO_ACCOUNTS =
            new OwnAccounts() {
                @Override
                public Set<UUID> accounts(Tx tx, Collection<UUID> ids) {
                    return Set.of();
                }

                @Override
                public Set<UUID> entities(Tx tx, Collection<UUID> ids) {
                    return Set.of();
                }

                @Override
                public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
                    return Set.of();
                }
            };

    /** The accounts that roles can be limited to here. */
    static final UUID SOME_ACCOUNT = Ids.next();

    static final UUID OTHER_ACCOUNT = Ids.next();

    private static final OwnAccounts TWO_ACCOUNTS =
            new OwnAccounts() {
                @Override
                public Set<UUID> accounts(Tx tx, Collection<UUID> ids) {
                    return ids.stream()
                            .filter(List.of(SOME_ACCOUNT, OTHER_ACCOUNT)::contains)
                            .collect(Collectors.toSet());
                }

                @Override
                public Set<UUID> entities(Tx tx, Collection<UUID> ids) {
                    return Set.of();
                }

                @Override
                public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
                    return Set.of();
                }
            };

    /** Roles that approval chains are said to name, each with a sentence that says so. */
    final Map<UUID, String> approving = new HashMap<>();

    public final Database database = TestKontor.shared().database();
    final Events events = new Events();
    final Journal journal = new Journal(events);
    final Organizations organizations = new Organizations(database, journal, (_, _) -> false);
    public final Roles roles = new Roles(journal, TWO_ACCOUNTS, (_, _) -> approving);
    private final InvitationLinks links =
            new InvitationLinks(
                    ISSUER,
                    new Outbox(false, SealedTexts.with(database, TestKontor.VAULT, "mails")));
    public final Users users = new Users(journal, TWO_ACCOUNTS, (_, _) -> approving, links);
    final UserChanges userChanges =
            new UserChanges(journal, TWO_ACCOUNTS, (_, _) -> approving, links);
    public final OrganizationId organization =
            organizations.create(
                    new Organizations.New("Test", true, ZoneId.of("Europe/Stockholm")));
    final UUID ownerRole = write(tx -> roles.create(tx, "owner", true, Permissions.ALL));
    final Caller owner = owner();

    private Caller owner() {
        var key = key(ownerRole);
        return new Caller(
                organization,
                key.id(),
                key.accessKey(),
                "Owner",
                ownerRole,
                true,
                true,
                Permissions.ALL,
                100);
    }

    /** Somebody in this role; the doors look up themselves what it may do. */
    Caller somebodyIn(UUID role) {
        var key = key(role);
        return new Caller(
                organization,
                key.id(),
                key.accessKey(),
                "Somebody",
                role,
                false,
                true,
                Set.of(),
                100);
    }

    /** One change, asked by the owner. */
    public <T> Outcome<Snapshot> change(Door<T> door, UUID id, T request) {
        return change(door, id, Optional.empty(), request);
    }

    <T> Outcome<Snapshot> change(Door<T> door, UUID id, Optional<Integer> ifMatch, T request) {
        return change(door, new Request<>(owner, REQUEST, id, ifMatch, request));
    }

    <T> Outcome<Snapshot> changeBy(Caller caller, Door<T> door, UUID id, T request) {
        return change(door, new Request<>(caller, REQUEST, id, Optional.empty(), request));
    }

    private <T> Outcome<Snapshot> change(Door<T> door, Request<T> request) {
        return write(tx -> door.apply(tx, List.of(request))).getFirst();
    }

    public <T> T write(Function<Tx, T> work) {
        return database.write(organization, work);
    }

    public UUID role(String... permissions) {
        return role(AccountLimit.ALL, permissions);
    }

    UUID role(AccountLimit limit, String... permissions) {
        UUID id = Ids.next();
        var wanted = new NewRole("role " + id, false, Set.of(permissions), limit);
        done(change(roles::create, id, wanted));
        return id;
    }

    void makeRoles(List<NewRole> wanted) {
        var requests =
                wanted.stream()
                        .map(
                                role ->
                                        new Request<>(
                                                owner, REQUEST, Ids.next(), Optional.empty(), role))
                        .toList();
        write(tx -> roles.create(tx, requests));
    }

    /** The address of a person who can sign in. */
    String person() {
        return person(Ids.next() + "@example.com");
    }

    String person(String email) {
        var password = PasswordHash.of(new Secret("korrekt häst batteri"));
        UUID role = role("accounts:read");
        write(tx -> users.createPerson(tx, email, "Astrid", password, role));
        return email;
    }

    public Users.NewKey key(UUID role) {
        return write(
                tx -> users.createProgrammatic(tx, "Nightly job", role, "system " + Ids.next()));
    }

    /** From now on the key is good from these addresses only. */
    public void bind(Users.NewKey key, String network) {
        var to = List.of(Network.parse(network));
        var patch =
                new UserPatch(Optional.empty(), Optional.empty(), List.of(bounds -> bounds.to(to)));
        done(change(userChanges::patch, key.id(), patch));
    }

    public void revoke(UUID user) {
        done(change(userChanges::revoke, user, NoInput.NONE));
    }

    /** Everything the feed says, as text: to look for what must not be in it. */
    String feed() {
        return write(
                tx ->
                        events.feed(tx, 0, 100).stream()
                                .map(Event::toString)
                                .reduce("", String::concat));
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    static String refused(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }
}
