package kontor.vault;

import java.security.SecureRandom;
import kontor.db.Database;

/**
 * Random secrets that all nodes of an installation share; the first node that needs one makes it.
 */
public final class InstallationSecrets {

    private static final int BYTES = 32;

    private InstallationSecrets() {}

    /** The key that signs page tokens. */
    public static byte[] pageTokenKey(Database database, Vault vault) {
        return named(database, vault, "page-tokens");
    }

    private static byte[] named(Database database, Vault vault, String name) {
        return database.system(
                sql -> {
                    var fresh = new byte[BYTES];
                    new SecureRandom().nextBytes(fresh);
                    InstallationSecretTable.keepFirst(sql, name, vault.sealSecret(name, fresh));
                    return vault.openSecret(name, InstallationSecretTable.read(sql, name));
                });
    }
}
