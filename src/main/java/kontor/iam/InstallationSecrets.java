package kontor.iam;

import java.security.SecureRandom;
import kontor.db.Database;

/**
 * Random secrets that all nodes of an installation share; the first node that needs one makes it.
 */
public final class InstallationSecrets {

    private static final int BYTES = 32;

    private InstallationSecrets() {}

    /** The key that signs page tokens. */
    public static byte[] pageTokenKey(Database database) {
        return named(database, "page-tokens");
    }

    private static byte[] named(Database database, String name) {
        return database.system(
                sql -> {
                    var fresh = new byte[BYTES];
                    new SecureRandom().nextBytes(fresh);
                    InstallationSecretTable.keepFirst(sql, name, fresh);
                    return InstallationSecretTable.read(sql, name);
                });
    }
}
