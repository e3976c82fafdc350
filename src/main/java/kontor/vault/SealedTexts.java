package kontor.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Supplier;
import kontor.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts that are kept for a while, with a key that is a secret of the installation. So a
 * change of the master key seals that key anew and none of the texts.
 */
public final class SealedTexts {

    private final Supplier<byte[]> secret;
    private volatile @Nullable MasterKey key;

    private SealedTexts(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    /** The key of this name is read when it is first needed, and made by the first who needs it. */
    public static SealedTexts with(Database database, Vault vault, String name) {
        byte[] fresh = Base64.getDecoder().decode(MasterKey.random());
        return new SealedTexts(() -> InstallationSecrets.kept(database, vault, name, fresh));
    }

    /**
     * @param place where the text is kept, such as table and id; it opens nowhere else
     */
    public byte[] seal(String text, String place) {
        return key().seal(text.getBytes(StandardCharsets.UTF_8), place);
    }

    /**
     * @throws IllegalStateException when it was altered, or moved there from another place
     */
    public String open(byte[] sealed, String place) {
        try {
            return new String(key().open(sealed, place), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException altered) {
            throw new IllegalStateException("the text of " + place + " was altered", altered);
        }
    }

    private MasterKey key() {
        var known = key;
        if (known == null) {
            known = MasterKey.parse(Base64.getEncoder().encodeToString(secret.get()));
            key = known;
        }
        return known;
    }
}
