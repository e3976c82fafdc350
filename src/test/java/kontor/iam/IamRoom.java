package kontor.iam;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.TestKontor;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;

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

    public final Database database = TestKontor.shared().database();
    final Events events = new Events();
    final Journal journal = new Journal(events);
    final Organizations organizations = new Organizations(database, journal);
    public final Roles roles = new Roles(journal, NO_ACCOUNTS, (_, _) -> Map.of());
    public final Users users = new Users(journal, NO_ACCOUNTS, (_, _) -> Map.of());
    final UserChanges userChanges = new UserChanges(journal, NO_ACCOUNTS, (_, _) -> Map.of());
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

    /** One change, asked by the owner. */
    public <T> Outcome<Snapshot> change(Door<T> door, UUID id, T request) {
        return change(door, id, Optional.empty(), request);
    }

    <T> Outcome<Snapshot> change(Door<T> door, UUID id, Optional<Integer> ifMatch, T request) {
        return write(
                        tx ->
                                door.apply(
                                        tx,
                                        List.of(
                                                new Request<>(
                                                        owner, REQUEST, id, ifMatch, request))))
                .getFirst();
    }

    public <T> T write(Function<Tx, T> work) {
        return database.write(organization, work);
    }

    public UUID role(String... permissions) {
        return write(tx -> roles.create(tx, "role " + Ids.next(), false, Set.of(permissions)));
    }

    public Users.NewKey key(UUID role) {
        return write(tx -> users.createProgrammatic(tx, "Nightly job", role));
    }

    public void revoke(UUID user) {
        done(change(userChanges::revoke, user, user));
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
