package kontor.iam;

import java.security.SecureRandom;
import kontor.db.Database;

/** Random secrets that all nodes of an installation share, made by whichever asks first. */
public final class InstallationSecrets {

    private static final int BYTES = 32;

    private final Database database;

    public InstallationSecrets(Database database) {
        this.database = database;
    }

    /** Signs page tokens. */
    public byte[] pageTokenKey() {
        return named("page_tokens");
    }

    private byte[] named(String name) {
        return database.system(sql -> {
            var fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            InstallationSecretTable.keepFirst(sql, name, fresh);
            return InstallationSecretTable.read(sql, name);
        });
    }
}
