package kontor.iam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.paymentlimits.PaymentLimitCheck;
import kontor.paymentlimits.PaymentLimits;
import kontor.principals.Principal;
import org.jspecify.annotations.Nullable;

/** SQL of users, and of the credentials they sign in with. */
final class UserTable {

    /** A user to be written, with the token of an invitation that is new. */
    private record Written(User user, Optional<InvitationToken> invitation) {

        static List<Written> of(List<User> users, Map<UUID, InvitationToken> invitations) {
            return users.stream()
                    .map(user -> new Written(user, Optional.ofNullable(invitations.get(user.id()))))
                    .toList();
        }

        UUID id() {
            return user.id();
        }

        byte @Nullable [] digest() {
            return invitation.map(InvitationToken::digest).orElse(null);
        }

        boolean mailed() {
            return invitation.filter(InvitationToken::mailed).isPresent();
        }

        Optional<UUID> inviter() {
            return invitation.flatMap(InvitationToken::inviter);
        }
    }

    private static final String COLUMNS =
            """
            u.id, u.programmatic, u.username, u.name, u.role_id, u.invitation_expires, u.revoked,
                u.allowed_addresses, u.secret_expires, u.earlier_secret_expires, u.principal_id,
                u.acts_for_user, u.acts_for_system, u.payment_limits, u.version, u.created, u.updated\
            """;

    /** All of a user, where the rest of the condition says which. */
    private static final String SELECT =
            """
            SELECT %s FROM users u WHERE u.organization_id = :org AND %%s
            """
                    .formatted(COLUMNS);

    private static final Rows<Written> ACTING =
            Rows.of(
                    Column.optionalId("principal_id", one -> one.user.actsFor().map(Principal::id)),
                    Column.optionalId(
                            "acts_for_user", one -> one.user.actsFor().flatMap(Principal::user)),
                    Column.optionalText(
                            "acts_for_system",
                            one -> one.user.actsFor().flatMap(Principal::system)));

    private static final Rows<Written> NEW =
            Rows.of(
                            Column.id("id", Written::id),
                            Column.flag(
                                    "programmatic",
                                    one -> one.user.kind() == User.Kind.PROGRAMMATIC),
                            Column.text("username", one -> one.user.username()),
                            Column.text("name", one -> one.user.name()),
                            Column.id("role_id", one -> one.user.roleId()),
                            Column.bytes("invitation_digest", Written::digest),
                            Column.flag("invitation_mailed", Written::mailed),
                            Column.optionalId("inviter_id", Written::inviter),
                            Column.optionalTime("invitation_expires", one -> one.user.invited()),
                            Column.text("allowed_addresses", one -> one.user.bounds().text()),
                            Column.optionalTime(
                                    "secret_expires", one -> one.user.bounds().expires()),
                            Column.optionalText(
                                    "payment_limits", one -> one.user.paymentLimits().stored()))
                    .and(ACTING);

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO users AS users (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING id
                    """);

    /**
     * @return the ids that were inserted; for the others there is a user with this username already
     */
    Set<UUID> insert(Tx tx, List<User> users, Map<UUID, InvitationToken> invitations) {
        return new HashSet<>(
                NEW.bound(tx.query(INSERT), Written.of(users, invitations))
                        .bind("now", tx.now())
                        .mapTo(UUID.class)
                        .list());
    }

    private static final Rows<Written> CHANGED =
            Rows.versioned(
                            Column.id("id", Written::id).asKey(),
                            Column.text("name", one -> one.user.name()),
                            Column.id("role_id", one -> one.user.roleId()),
                            Column.optionalTime("revoked", one -> one.user.revoked()),
                            Column.optionalTime("invitation_expires", one -> one.user.invited()),
                            Column.text("allowed_addresses", one -> one.user.bounds().text()),
                            Column.optionalTime(
                                    "secret_expires", one -> one.user.bounds().expires()),
                            Column.optionalTime(
                                    "earlier_secret_expires",
                                    one -> one.user.bounds().earlierExpires()),
                            Column.optionalText(
                                    "payment_limits", one -> one.user.paymentLimits().stored()),
                            Column.bytes("new_digest", Written::digest).asKey(),
                            Column.flag("new_mailed", Written::mailed).asKey(),
                            Column.optionalId("new_inviter", Written::inviter).asKey(),
                            Column.number("version", one -> one.user.version()))
                    .and(ACTING);

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE users t
                    SET %s, updated = :now,
                        invitation_digest = CASE WHEN u.invitation_expires IS NULL THEN NULL
                            ELSE coalesce(u.new_digest, t.invitation_digest) END,
                        invitation_mailed = CASE WHEN u.new_digest IS NULL THEN t.invitation_mailed
                            ELSE u.new_mailed END,
                        inviter_id = CASE WHEN u.new_digest IS NULL THEN t.inviter_id
                            ELSE u.new_inviter END
                    FROM %s
                    WHERE t.organization_id = :org AND t.id = u.id AND t.version = u.expected
                    """);

    /**
     * Writes what can change; every row must still have the version of {@code before}. An
     * invitation for which there is no new token keeps its token.
     */
    void update(
            Tx tx,
            Map<UUID, User> before,
            List<User> users,
            Map<UUID, InvitationToken> invitations) {
        CHANGED.change(
                tx,
                UPDATE,
                "users",
                Written.of(users, invitations),
                one -> Maps.required(before, one.user.id()).version());
        PaymentLimitCheck.changed(tx, before.values(), users, User::paymentLimits);
    }

    private static final String OWNERS =
            SELECT.formatted(
                    """
                    u.revoked IS NULL AND EXISTS (
                        SELECT FROM roles r
                        WHERE r.organization_id = :org AND r.id = u.role_id AND r.owner)\
                    """);

    /** Users in the owner role, invited ones too. */
    List<User> owners(Tx tx) {
        return tx.query(OWNERS).map((row, _) -> user(tx, row)).list();
    }

    private static final String OF = SELECT.formatted("u.id = ANY (:ids)");

    /** Those of the ids that are users of the organization, revoked ones too. */
    Map<UUID, User> of(Tx tx, Collection<UUID> ids) {
        return tx.query(OF)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> user(tx, row))
                .collectToMap(User::id, user -> user);
    }

    private static final String LOCK =
            SELECT.formatted("u.id = ANY (:ids) ORDER BY u.id FOR UPDATE");

    /** The same, locked in id order; whoever accepts holds no other lock of this room. */
    Map<UUID, User> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> user(tx, row))
                .collectToMap(User::id, user -> user);
    }

    private static final String LOCK_NAMED =
            SELECT.formatted("u.username = :username AND u.revoked IS NULL FOR UPDATE");

    /** The user who has the username now, locked. */
    Optional<User> lockNamed(Tx tx, String username) {
        return tx.query(LOCK_NAMED)
                .bind("username", username)
                .map((row, _) -> user(tx, row))
                .findOne();
    }

    private static final String LOCK_INVITED =
            SELECT.formatted(
                    """
                    u.invitation_digest = :digest AND u.revoked IS NULL AND u.invitation_expires > :now
                    FOR UPDATE\
                    """);

    /** The user whose invitation has this token; locked, so that it is accepted only once. */
    Optional<User> lockInvited(Tx tx, byte[] digest) {
        return tx.query(LOCK_INVITED)
                .bind("digest", digest)
                .bind("now", tx.now())
                .map((row, _) -> user(tx, row))
                .findOne();
    }

    private static final String LIST =
            SELECT.formatted(
                    """
                    (:after::uuid IS NULL OR u.id > :after::uuid)
                        AND (:programmatic::boolean IS NULL OR u.programmatic = :programmatic)
                        AND (:role::uuid IS NULL OR u.role_id = :role)
                        AND (:statuses::text[] IS NULL OR CASE
                            WHEN u.revoked IS NOT NULL THEN 'REVOKED'
                            WHEN u.invitation_expires IS NOT NULL THEN 'INVITED' ELSE 'ACTIVE' END
                            = ANY (:statuses))
                    ORDER BY u.id LIMIT :limit\
                    """);

    /** Oldest first. */
    List<User> list(Tx tx, UserFilter filter, @Nullable UUID after, int limit) {
        return tx.query(LIST)
                .bind("after", after)
                .bind(
                        "programmatic",
                        filter.kind().map(kind -> kind == User.Kind.PROGRAMMATIC).orElse(null))
                .bind("role", filter.roleId().orElse(null))
                .bind("statuses", words(filter.statuses()))
                .bind("limit", limit)
                .map((row, _) -> user(tx, row))
                .list();
    }

    private static String @Nullable [] words(List<User.Status> statuses) {
        return statuses.isEmpty() ? null : statuses.stream().map(Enum::name).toArray(String[]::new);
    }

    private static User user(Tx tx, ResultSet row) throws SQLException {
        return new User(
                tx.organization(),
                row.getObject("id", UUID.class),
                row.getBoolean("programmatic") ? User.Kind.PROGRAMMATIC : User.Kind.PERSON,
                row.getString("username"),
                row.getString("name"),
                row.getObject("role_id", UUID.class),
                instant(row, "invitation_expires"),
                instant(row, "revoked"),
                new KeyBounds(
                        KeyBounds.networks(row.getString("allowed_addresses")),
                        instant(row, "secret_expires"),
                        instant(row, "earlier_secret_expires")),
                PaymentLimits.read(row.getString("payment_limits")),
                actsFor(row),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static Optional<Principal> actsFor(ResultSet row) throws SQLException {
        UUID id = row.getObject("principal_id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(
                        new Principal(
                                id,
                                Optional.ofNullable(row.getObject("acts_for_user", UUID.class)),
                                Optional.ofNullable(row.getString("acts_for_system"))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
