package kontor.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kontor.db.Database;
import kontor.secrets.Secret;

/**
 * Compares the secret of an access key. It asks and compares the same whatever is wrong, so that
 * the time of an answer does not tell an unknown key, a wrong secret and one used from elsewhere
 * apart.
 */
final class KeyCheck {

    /** Compared and asked for when there is no such user. */
    private static final byte[] NO_DIGEST = new byte[32];

    private static final String NOBODY = "";

    private final Database database;
    private final CallerTable table;
    private final CallerCache<?> cache;

    /**
     * @param cache whose entries end with what ends the key
     */
    KeyCheck(Database database, CallerTable table, CallerCache<?> cache) {
        this.database = database;
        this.table = table;
        this.cache = cache;
    }

    /** The caller, when it is the secret of the credential, or the one before while it is good. */
    Optional<CallerCache.Known> right(Optional<CallerTable.Credential> credential, Secret secret) {
        long until = cache.until();
        var digest = credential.flatMap(CallerTable.Credential::secretDigest).orElse(NO_DIGEST);
        var earlier = credential.flatMap(CallerTable.Credential::earlierDigest).orElse(NO_DIGEST);
        boolean isPresent = secret.hasDigest(digest);
        boolean isEarlier = secret.hasDigest(earlier);
        var found = user(credential).map(one -> known(one, until));
        if (credential.isEmpty() || !isPresent && !isEarlier) {
            return Optional.empty();
        }
        return (isEarlier ? found.flatMap(this::whileItOverlaps) : found).flatMap(this::unexpired);
    }

    /** For nobody it asks for something, too. */
    private Optional<CallerTable.Found> user(Optional<CallerTable.Credential> credential) {
        if (credential.isEmpty()) {
            database.system(sql -> table.credential(sql, NOBODY));
            return Optional.empty();
        }
        var its = credential.get();
        return database.read(its.organization(), tx -> table.caller(tx, its.user()));
    }

    private static CallerCache.Known known(CallerTable.Found found, long until) {
        return new CallerCache.Known(found.caller(), found.bounds(), until);
    }

    /** With the secret before the present one, as long as it is good. */
    private Optional<CallerCache.Known> whileItOverlaps(CallerCache.Known known) {
        return known.bounds().earlierExpires().flatMap(end -> until(known, end));
    }

    /** Nothing when its secret is good no longer. */
    Optional<CallerCache.Known> unexpired(CallerCache.Known known) {
        var end = known.bounds().expires();
        return end.isEmpty() ? Optional.of(known) : until(known, end.get());
    }

    private Optional<CallerCache.Known> until(CallerCache.Known known, Instant end) {
        var left = Duration.between(Instant.now(database.clock()), end);
        return left.isPositive() ? Optional.of(cache.endingWithin(known, left)) : Optional.empty();
    }
}
