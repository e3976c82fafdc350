package kontor.iam;

import java.security.SecureRandom;
import kontor.db.Database;

/** Random secrets of this installation that all its nodes share. */
public final class InstallationSecrets {

    private InstallationSecrets() {}

    /** The key that signs page tokens; the first node that needs it makes it. */
    public static byte[] pageTokenKey(Database database) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        return database.system(sql -> {
            sql.createUpdate("""
                            INSERT INTO installation_secrets (name, secret) VALUES ('page-tokens', :fresh)
                            ON CONFLICT (name) DO NOTHING
                            """)
                    .bind("fresh", fresh).execute();
            return sql.createQuery("SELECT secret FROM installation_secrets WHERE name = 'page-tokens'")
                    .map((row, _) -> row.getBytes(1)).one();
        });
    }
}
