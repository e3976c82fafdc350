package kontor.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.http.Callers;
import org.jspecify.annotations.Nullable;

/**
 * Says who a request comes from. Good checks are remembered for four seconds, so a revoked key is
 * refused within five on every node; refusals are not remembered.
 */
public final class Credentials implements Callers {

    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    /** Compared with when there is no such key, so that unknown and wrong cost the same. */
    private static final byte[] NO_DIGEST = new byte[32];

    private final Database database;
    private final Roles roles;
    private final Tokens tokens;
    private final Cache<String, Caller> byKey =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();
    private final Cache<UUID, Caller> byUser =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

    public Credentials(Database database, Roles roles, Tokens tokens) {
        this.database = database;
        this.roles = roles;
        this.tokens = tokens;
    }

    private record Stored(UUID id, OrganizationId organization, UUID roleId, boolean programmatic, String username,
            String name, byte @Nullable [] secretDigest) {}

    @Override
    public Optional<Caller> byKey(String accessKey, String secret) {
        // What is remembered is the digest of both, never the secret.
        String digest = HexFormat.of().formatHex(Secret.digest(accessKey + "\n" + secret));
        Caller known = byKey.getIfPresent(digest);
        if (known != null) {
            return Optional.of(known);
        }
        var stored = accessKey.indexOf(0) >= 0 ? Optional.<Stored>empty() : find("username", accessKey);
        byte[] expected = stored.map(Stored::secretDigest).orElse(NO_DIGEST);
        if (!MessageDigest.isEqual(Secret.digest(secret), expected) || stored.isEmpty()) {
            return Optional.empty();
        }
        Caller caller = caller(stored.get());
        byKey.put(digest, caller);
        return Optional.of(caller);
    }

    @Override
    public Optional<Caller> byToken(String accessToken) {
        return tokens.userOf(accessToken).flatMap(user -> {
            Caller known = byUser.getIfPresent(user);
            if (known != null) {
                return Optional.of(known);
            }
            var caller = find("id", user).map(this::caller);
            caller.ifPresent(found -> byUser.put(user, found));
            return caller;
        });
    }

    private Optional<Stored> find(String column, Object value) {
        String sql = column.equals("id") ? """
                SELECT id, organization_id, role_id, programmatic, username, name, secret_digest
                FROM users WHERE id = :value AND programmatic AND revoked IS NULL
                """ : """
                SELECT id, organization_id, role_id, programmatic, username, name, secret_digest
                FROM users WHERE username = :value AND programmatic AND revoked IS NULL
                """;
        return database.system(handle -> handle.createQuery(sql)
                .bind("value", value)
                .map((row, _) -> new Stored(row.getObject(1, UUID.class),
                        new OrganizationId(row.getObject(2, UUID.class)), row.getObject(3, UUID.class),
                        row.getBoolean(4), row.getString(5), row.getString(6), row.getBytes(7)))
                .findOne());
    }

    private Caller caller(Stored stored) {
        return database.read(stored.organization, tx -> {
            var role = roles.find(tx, stored.roleId);
            int perSecond = tx.sql().createQuery("SELECT requests_per_second FROM organizations WHERE id = :org")
                    .bind("org", stored.organization.value()).mapTo(Integer.class).one();
            return new Caller(stored.organization, stored.id, stored.username, stored.name, role.id(), role.owner(),
                    stored.programmatic, role.permissions(), perSecond);
        });
    }
}
