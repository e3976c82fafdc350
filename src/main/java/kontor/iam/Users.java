package kontor.iam;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.http.Json;

/** The door to users: people sign in with a password, programmatic users with an access key. */
public final class Users {

    private final Events events;

    public Users(Events events) {
        this.events = events;
    }

    /** A programmatic user at birth: the only moment at which its secret is known. */
    public record NewKey(UUID id, String accessKey, Secret secret) {}

    public NewKey createProgrammatic(Tx tx, String name, UUID roleId) {
        UUID id = Ids.next();
        String accessKey = "KEY" + Secret.random().text().replaceAll("[^A-Za-z0-9]", "").substring(0, 21);
        Secret secret = Secret.random();
        tx.sql().createUpdate("""
                        INSERT INTO users (id, organization_id, role_id, programmatic, username, name, secret_digest, created)
                        VALUES (:id, :org, :role, true, :username, :name, :digest, :now)
                        """)
                .bind("id", id)
                .bind("org", tx.organization().value())
                .bind("role", roleId)
                .bind("username", accessKey)
                .bind("name", name)
                .bind("digest", secret.digest())
                .bind("now", tx.now())
                .execute();
        record(tx, id, 1, NewEvent.Type.CREATED, "CREATED", accessKey, roleId);
        return new NewKey(id, accessKey, secret);
    }

    public UUID createPerson(Tx tx, String email, String name, String password, UUID roleId) {
        UUID id = Ids.next();
        tx.sql().createUpdate("""
                        INSERT INTO users (id, organization_id, role_id, programmatic, username, name, password_hash, created)
                        VALUES (:id, :org, :role, false, :username, :name, :hash, :now)
                        """)
                .bind("id", id)
                .bind("org", tx.organization().value())
                .bind("role", roleId)
                .bind("username", email)
                .bind("name", name)
                .bind("hash", Passwords.hash(password))
                .bind("now", tx.now())
                .execute();
        record(tx, id, 1, NewEvent.Type.CREATED, "CREATED", email, roleId);
        return id;
    }

    /** From now on refused, on every node within the few seconds that checks are remembered. */
    public boolean revoke(Tx tx, UUID id) {
        var revoked = tx.sql().createQuery("""
                        UPDATE users SET revoked = :now
                        WHERE organization_id = :org AND id = :id AND revoked IS NULL
                        RETURNING username, role_id
                        """)
                .bind("now", tx.now())
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .findOne();
        revoked.ifPresent(user -> record(tx, id, 2, NewEvent.Type.DELETED, "REVOKED", user.getKey(), user.getValue()));
        return revoked.isPresent();
    }

    private void record(Tx tx, UUID id, int version, NewEvent.Type type, String name, String username, UUID roleId) {
        var snapshot = Json.object().put("id", id.toString()).put("username", username).put("roleId", roleId.toString());
        events.record(tx, new NewEvent("users", id, version, type, name, NewEvent.KONTOR, Optional.empty(),
                Optional.empty(), Map.of(), Json.write(snapshot)));
    }
}
