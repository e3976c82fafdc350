package kontor.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL of all that is sealed, whichever room it belongs to. */
final class VaultTable {

    /**
     * A stored secret.
     *
     * @param key of its row
     * @param stored sealed or plain
     */
    record Stored(Kind kind, String key, byte[] stored) {

        /** What it is bound to. */
        String place() {
            return kind.table + "/" + key;
        }
    }

    enum Kind {
        SIGNING_KEY("signing_keys"),
        INSTALLATION_SECRET("installation_secrets");

        private final String table;

        Kind(String table) {
            this.table = table;
        }

        String place(String key) {
            return table + "/" + key;
        }
    }

    /**
     * All secrets, held until the transaction ends, so that no other node seals them meanwhile; a
     * new one is not held up.
     */
    List<Stored> lockAll(Handle sql) {
        var all = new ArrayList<Stored>();
        sql.createQuery("SELECT kid, private_jwk FROM signing_keys ORDER BY kid FOR UPDATE")
                .map((row, _) -> stored(Kind.SIGNING_KEY, row.getString(1), row.getString(2)))
                .forEach(all::add);
        sql.createQuery("SELECT name, secret FROM installation_secrets ORDER BY name FOR UPDATE")
                .map(
                        (row, _) ->
                                new Stored(
                                        Kind.INSTALLATION_SECRET,
                                        row.getString(1),
                                        row.getBytes(2)))
                .forEach(all::add);
        return all;
    }

    private static Stored stored(Kind kind, String key, String text) {
        return new Stored(kind, key, text.getBytes(StandardCharsets.UTF_8));
    }

    void replace(Handle sql, Stored by) {
        switch (by.kind) {
            case SIGNING_KEY ->
                    sql.createUpdate("UPDATE signing_keys SET private_jwk = :text WHERE kid = :key")
                            .bind("text", new String(by.stored, StandardCharsets.UTF_8))
                            .bind("key", by.key)
                            .execute();
            case INSTALLATION_SECRET ->
                    sql.createUpdate(
                                    """
                                    UPDATE installation_secrets SET secret = :secret WHERE name = :key
                                    """)
                            .bind("secret", by.stored)
                            .bind("key", by.key)
                            .execute();
        }
    }
}
