package kontor.anchors;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import kontor.encodings.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs anchors, and all that signed before it, oldest first.
 *
 * @param publics their public parts, each with its endorsement by the one before; the last signs
 */
record AnchorKeys(PrivateKey signing, List<Endorsed> publics) {

    private static final String ALGORITHM = "Ed25519";

    /** The first is endorsed by nobody. */
    static final String BY_NOBODY = "-";

    /**
     * @param key in base64
     * @param by signature of the key before over this one, in base64
     */
    record Endorsed(String key, String by) {

        String id() {
            return idOf(key);
        }
    }

    AnchorKeys {
        publics = List.copyOf(publics);
    }

    static AnchorKeys random() {
        return after(List.of(), BY_NOBODY, null);
    }

    /** A new key, endorsed by this one. */
    AnchorKeys rotated() {
        return after(publics, "", signing);
    }

    private static AnchorKeys after(
            List<Endorsed> earlier, String endorsement, @Nullable PrivateKey before) {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            String key = base64(pair.getPublic().getEncoded());
            var all = new ArrayList<>(earlier);
            all.add(new Endorsed(key, before == null ? endorsement : sign(before, key)));
            return new AnchorKeys(pair.getPrivate(), all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String id() {
        return publics.getLast().id();
    }

    String sign(String text) {
        return sign(signing, text);
    }

    private static String sign(PrivateKey key, String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the owner of this public key signed the text. */
    static boolean signed(String publicKey, String text, String by) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey));
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(by));
        } catch (GeneralSecurityException | IllegalArgumentException altered) {
            return false;
        }
    }

    static String idOf(String publicKey) {
        return HexFormat.of().formatHex(Sha256.of(publicKey), 0, 8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** As it is sealed: the private key, then the public ones, a line each. */
    byte[] stored() {
        var text = new StringBuilder(base64(signing.getEncoded()));
        publics.forEach(one -> text.append('\n').append(one.key).append(' ').append(one.by));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static AnchorKeys parse(byte[] stored) {
        var lines = new String(stored, StandardCharsets.UTF_8).split("\n");
        var publics = new ArrayList<Endorsed>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(" ");
            publics.add(new Endorsed(parts[0], parts[1]));
        }
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0]));
            return new AnchorKeys(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec), publics);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key of the anchors cannot be read");
        }
    }

    @Override
    public String toString() {
        return "AnchorKeys[" + id() + "]";
    }
}
