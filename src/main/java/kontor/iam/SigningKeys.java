package kontor.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kontor.core.Ids;
import kontor.db.Database;
import org.jdbi.v3.core.Handle;

/** The keys that sign access tokens (ES256), kept in the database so that all nodes share and rotate them. */
public final class SigningKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(4);
    private static final Duration SOONEST_REREAD = Duration.ofSeconds(1);

    private final Database database;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    public SigningKeys(Database database) {
        this.database = database;
    }

    /** Keys as last read, the signing one first. */
    private record Known(List<ECKey> keys, Instant read) {}

    /** The key that signs now; made when there is none yet. */
    ECKey current() {
        var keys = fresh(REMEMBERED);
        if (!keys.isEmpty()) {
            return keys.getFirst();
        }
        ECKey made = generate();
        database.systemDo(sql -> insert(sql, made));
        known = read();
        return known.keys.getFirst();
    }

    /** Published and accepted: the signing key and those retired within the life of a token. */
    List<ECKey> accepted() {
        current();
        return known.keys;
    }

    /** A key by its id; one that is not known yet may have been made by another node a moment ago. */
    Optional<ECKey> find(String kid) {
        return named(fresh(REMEMBERED), kid).or(() -> named(fresh(SOONEST_REREAD), kid));
    }

    private static Optional<ECKey> named(List<ECKey> keys, String kid) {
        return keys.stream().filter(key -> key.getKeyID().equals(kid)).findFirst();
    }

    /** A new key signs from now on; the one before stays accepted until its last token has run out. */
    public void rotate() {
        ECKey made = generate();
        database.systemDo(sql -> {
            sql.createUpdate("UPDATE signing_keys SET retired = :now WHERE retired IS NULL")
                    .bind("now", Instant.now(database.clock())).execute();
            insert(sql, made);
        });
        known = read();
    }

    private List<ECKey> fresh(Duration age) {
        if (known.read.isBefore(Instant.now(database.clock()).minus(age))) {
            known = read();
        }
        return known.keys;
    }

    private Known read() {
        Instant now = Instant.now(database.clock());
        List<ECKey> keys = database.system(sql -> sql.createQuery("""
                        SELECT jwk FROM signing_keys WHERE retired IS NULL OR retired > :oldest
                        ORDER BY retired DESC NULLS FIRST
                        """)
                .bind("oldest", now.minus(Tokens.LIFETIME).minus(REMEMBERED))
                .map((row, _) -> parse(row.getString(1)))
                .list());
        return new Known(keys, now);
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException broken) {
            throw new IllegalStateException("a stored signing key cannot be read", broken);
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).keyID(Ids.next().toString()).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void insert(Handle sql, ECKey key) {
        sql.createUpdate("""
                        INSERT INTO signing_keys (kid, jwk, created) VALUES (:kid, :jwk, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("kid", key.getKeyID())
                .bind("jwk", key.toJSONString())
                .bind("now", Instant.now(database.clock()))
                .execute();
    }
}
