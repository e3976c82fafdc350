package kontor.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import kontor.db.Database;
import kontor.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens. One signs; earlier ones are accepted until the last token that
 * they signed has expired. Every node reads them again after a second.
 */
public final class SigningKeys {

    private static final Duration READ_AGAIN = Duration.ofSeconds(1);

    /**
     * One minute more than a token lives: other nodes sign with the old key until they read again.
     */
    private static final Duration ACCEPTED_AFTER = Tokens.LIFETIME.plusMinutes(1);

    private record Read(List<SigningKey> keys, long atNanos) {}

    private final Database database;
    private final Vault vault;
    private final LongSupplier nanoTime;
    private final SigningKeyTable table = new SigningKeyTable();
    private volatile @Nullable Read last;

    public SigningKeys(Database database, Vault vault) {
        this(database, vault, System::nanoTime);
    }

    SigningKeys(Database database, Vault vault, LongSupplier nanoTime) {
        this.vault = vault;
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes a new key that signs from now on. The old one stays published and accepted until its
     * last token has expired; keys that are no longer accepted are deleted.
     *
     * @return the new key's id
     */
    public String rotate() {
        SigningKey fresh = generate();
        database.systemDo(
                sql -> {
                    table.lock(sql);
                    table.retireAll(sql, now());
                    table.insertUnlessOneSigns(sql, fresh, vault);
                    table.deleteRetiredBefore(sql, now().minus(ACCEPTED_AFTER));
                });
        forget();
        return fresh.kid();
    }

    /**
     * The same when a key may be in wrong hands: none of the earlier keys is accepted any more, and
     * whoever has a token needs another. Nodes notice within 5 seconds.
     *
     * @return the new key's id
     */
    public String rotateAtOnce() {
        SigningKey fresh = generate();
        database.systemDo(
                sql -> {
                    table.lock(sql);
                    table.deleteAll(sql);
                    table.insertUnlessOneSigns(sql, fresh, vault);
                });
        forget();
        return fresh.kid();
    }

    /** The key that signs; it is made when there is none yet. */
    ECKey signing() {
        var signing = signingOf(read(READ_AGAIN));
        if (signing.isPresent()) {
            return signing.get();
        }
        database.systemDo(sql -> table.insertUnlessOneSigns(sql, generate(), vault));
        forget();
        return signingOf(read(READ_AGAIN)).orElseThrow();
    }

    private static Optional<ECKey> signingOf(List<SigningKey> keys) {
        return keys.stream()
                .filter(key -> key.retired().isEmpty())
                .map(SigningKey::jwk)
                .findFirst();
    }

    /** The key with this id, as long as tokens signed with it can be valid. */
    Optional<ECKey> accepted(String kid) {
        return read(READ_AGAIN).stream()
                .filter(key -> key.kid().equals(kid) && live(key))
                .map(SigningKey::jwk)
                .findFirst();
    }

    /** The public keys as a JSON Web Key Set (RFC 7517). */
    JWKSet published() {
        signing();
        return new JWKSet(
                read(READ_AGAIN).stream()
                        .filter(this::live)
                        .<JWK>map(key -> key.jwk().toPublicJWK())
                        .toList());
    }

    private boolean live(SigningKey key) {
        return key.retired().isEmpty() || now().isBefore(key.retired().get().plus(ACCEPTED_AFTER));
    }

    private List<SigningKey> read(Duration notOlderThan) {
        Read known = last;
        if (known != null && nanoTime.getAsLong() - known.atNanos < notOlderThan.toNanos()) {
            return known.keys;
        }
        return readAgain(notOlderThan);
    }

    /** One thread reads at a time; those that waited use its result. */
    private synchronized List<SigningKey> readAgain(Duration notOlderThan) {
        Read known = last;
        long start = nanoTime.getAsLong();
        if (known == null || start - known.atNanos >= notOlderThan.toNanos()) {
            known = new Read(database.system(sql -> table.all(sql, vault)), start);
            last = known;
        }
        return known.keys;
    }

    private synchronized void forget() {
        last = null;
    }

    private SigningKey generate() {
        try {
            return new SigningKey(
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate(),
                    now(),
                    Optional.empty());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
