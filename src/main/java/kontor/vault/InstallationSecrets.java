package kontor.vault;

import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import kontor.db.Database;

/**
 * Random secrets that all nodes of an installation share; the first node that needs one makes it.
 */
public final class InstallationSecrets {

    private static final int BYTES = 32;

    private InstallationSecrets() {}

    /** The key that signs page tokens. */
    public static byte[] pageTokenKey(Database database, Vault vault) {
        return kept(database, vault, "page-tokens", fresh());
    }

    /** The key that signs what browsers carry while people sign in. */
    public static byte[] ticketKey(Database database, Vault vault) {
        return kept(database, vault, "tickets", fresh());
    }

    private static byte[] fresh() {
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return fresh;
    }

    /** The secret of this name, which is {@code fresh} when there is none yet. */
    public static byte[] kept(Database database, Vault vault, String name, byte[] fresh) {
        return database.system(
                sql -> {
                    InstallationSecretTable.keepFirst(sql, name, vault.sealSecret(name, fresh));
                    return vault.openSecret(name, InstallationSecretTable.read(sql, name));
                });
    }

    /** Puts another in the place of a secret that is there. */
    public static void replace(
            Database database, Vault vault, String name, UnaryOperator<byte[]> change) {
        database.systemDo(
                sql -> {
                    byte[] now = InstallationSecretTable.lock(sql, name);
                    byte[] next = change.apply(vault.openSecret(name, now));
                    InstallationSecretTable.update(sql, name, vault.sealSecret(name, next));
                });
    }
}
