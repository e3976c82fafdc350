package kontor.iam;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** The door to people and programs. */
public final class Users {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Events events;
    private final UserTable table = new UserTable();
    private final RoleTable roles = new RoleTable();

    public Users(Events events) {
        this.events = events;
    }

    /** A programmatic user just made: the one moment at which its secret is known. */
    public record NewKey(UUID id, String accessKey, Secret secret) {}

    /** Refuses {@code role_not_found}, and {@code email_taken}: an address signs in to one organization. */
    public Outcome<User> createHuman(Tx tx, By by, NewHuman wanted) {
        if (roles.find(tx, wanted.roleId()).isEmpty()) {
            return Outcome.refused(roleNotFound(wanted.roleId()));
        }
        User user = fresh(tx, false, wanted.email(), wanted.name(), wanted.roleId());
        if (!table.insertPassword(tx, user, wanted.password())) {
            return Outcome.refused(Refusal.rule("email_taken", "email",
                    "somebody signs in with this e-mail address; choose another one"));
        }
        insert(tx, by, user);
        return Outcome.done(user);
    }

    /**
     * Makes a user for a program; its secret is in the answer and nowhere else. Refuses
     * {@code role_not_found}.
     *
     * @throws InvalidRequest on {@code name} out of 1 to 255 characters
     */
    public Outcome<NewKey> createProgrammatic(Tx tx, By by, String name, UUID roleId) {
        if (name.isBlank() || name.length() > 255) {
            throw new InvalidRequest(Fault.invalid("name", "must have 1 to 255 characters"));
        }
        if (roles.find(tx, roleId).isEmpty()) {
            return Outcome.refused(roleNotFound(roleId));
        }
        User user = fresh(tx, true, newAccessKey(), name, roleId);
        Secret secret = Secret.random();
        table.insertSecret(tx, user, secret.digest());
        insert(tx, by, user);
        return Outcome.done(new NewKey(user.id(), user.username(), secret));
    }

    /** For set-up, by Kontor itself: here a refusal is a bug. */
    public NewKey createProgrammatic(Tx tx, String name, UUID roleId) {
        return orThrow(createProgrammatic(tx, By.KONTOR, name, roleId));
    }

    /** For set-up, by Kontor itself: a refusal is a bug, hashing in a transaction harms nobody. */
    public UUID createPerson(Tx tx, String email, String name, String password, UUID roleId) {
        var hash = PasswordHash.of(new Secret(password));
        return orThrow(createHuman(tx, By.KONTOR, new NewHuman(email, name, roleId, hash))).id();
    }

    private static <T> T orThrow(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(var made) -> made;
            case Outcome.Refused<T>(var refusal) -> throw new IllegalStateException(refusal.message());
        };
    }

    /** A password to start with, of 120 random bits. */
    public String newPassword() {
        return Secret.random().text().substring(0, 20);
    }

    /** Whether somebody signs in under this name, in whatever organization. */
    public boolean isKnown(Tx tx, String username) {
        return table.isKnown(tx, username.toLowerCase(Locale.ROOT));
    }

    /**
     * Ends a user for good: credentials are deleted at once, and what other nodes remember of them is
     * forgotten within 5 seconds. Refuses unknown and revoked users.
     */
    public Outcome<User> revoke(Tx tx, By by, UUID id) {
        var found = table.find(tx, id);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound("user"));
        }
        if (found.get().revoked().isPresent()) {
            return Outcome.refused(Refusal.gone("user"));
        }
        User revoked = found.get().revokedAt(tx.now());
        if (!table.revoke(tx, revoked)) {
            return Outcome.refused(Refusal.stale(table.find(tx, id).orElseThrow().version()));
        }
        table.deleteCredential(tx, id);
        record(tx, by, revoked, NewEvent.Type.UPDATED, "REVOKED");
        return Outcome.done(revoked);
    }

    public Optional<User> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    /** Those of the ids that are users of the organization, revoked or not. */
    public Set<UUID> existing(Tx tx, Collection<UUID> ids) {
        return table.existing(tx, ids);
    }

    /** Users after the one with id {@code after}, oldest first; revoked ones too. */
    public List<User> list(Tx tx, Optional<UUID> after, int limit) {
        return table.list(tx, after, limit);
    }

    private static User fresh(Tx tx, boolean programmatic, String username, String name, UUID roleId) {
        return new User(tx.organization(), Ids.next(), programmatic, username, name, roleId,
                Optional.empty(), 1, tx.now(), tx.now());
    }

    private static String newAccessKey() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void insert(Tx tx, By by, User user) {
        table.insert(tx, user);
        record(tx, by, user, NewEvent.Type.CREATED, "CREATED");
    }

    private static Refusal roleNotFound(UUID roleId) {
        return Refusal.rule("role_not_found", "roleId", "there is no role " + roleId);
    }

    private void record(Tx tx, By by, User user, NewEvent.Type type, String name) {
        events.record(tx, new NewEvent("users", user.id(), user.version(), type, name, by.originator(),
                by.requestId(), Optional.empty(), Map.of(), user.json()));
    }
}
