package kontor.vault;

import org.jdbi.v3.core.Handle;

/** SQL of the secrets of the installation, which belong to no organization. */
final class InstallationSecretTable {

    private InstallationSecretTable() {}

    /** Keeps an earlier secret of this name; waits when another transaction is inserting one. */
    static void keepFirst(Handle sql, String name, byte[] secret) {
        sql.createUpdate(
                        """
                        INSERT INTO installation_secrets (name, secret) VALUES (:name, :secret)
                        ON CONFLICT (name) DO NOTHING
                        """)
                .bind("name", name)
                .bind("secret", secret)
                .execute();
    }

    static byte[] read(Handle sql, String name) {
        return sql.createQuery("SELECT secret FROM installation_secrets WHERE name = :name")
                .bind("name", name)
                .map((row, _) -> row.getBytes(1))
                .one();
    }

    static byte[] lock(Handle sql, String name) {
        return sql.createQuery(
                        "SELECT secret FROM installation_secrets WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .map((row, _) -> row.getBytes(1))
                .one();
    }

    static void update(Handle sql, String name, byte[] secret) {
        sql.createUpdate("UPDATE installation_secrets SET secret = :secret WHERE name = :name")
                .bind("secret", secret)
                .bind("name", name)
                .execute();
    }
}
