package kontor.passkeys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.UUID;
import kontor.encodings.Base64Url;
import kontor.encodings.Sha256;
import kontor.wire.Json;

/**
 * An authenticator and the browser in front of it, as far as a page sees them: makes one ES256 key
 * and signs with it whatever it is told to. Written from the standard, and not with the library
 * that checks it.
 */
public final class TestAuthenticator {

    /** The origin of the Kontor of tests, whatever port it has. */
    public static final String ORIGIN = "http://localhost:8080";

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys;
    private final byte[] credentialId;
    private byte[] handle = new byte[0];
    private String origin = ORIGIN;
    private String partyId = "localhost";
    private int flags = PRESENT | VERIFIED;
    private int count;

    public TestAuthenticator() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        var id = UUID.randomUUID();
        credentialId =
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
    }

    /** The page is another site's. */
    public TestAuthenticator at(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    /** It believes to sign for another party. */
    public TestAuthenticator forParty(String otherId) {
        partyId = otherId;
        return this;
    }

    /** Somebody touches it, and it does not ask who that is. */
    public TestAuthenticator withoutVerification() {
        flags = PRESENT;
        return this;
    }

    /** How often it says that it signed. */
    public TestAuthenticator counting(int signed) {
        count = signed;
        return this;
    }

    /** It says that its key is of somebody else. */
    public TestAuthenticator of(byte[] otherHandle) {
        handle = otherHandle.clone();
        return this;
    }

    /** What the page sends for the options that a Kontor gave it. */
    public String made(String options) {
        var json = Json.readOwn(options);
        handle = Base64Url.decode(json.at("/user/id").asText()).orElseThrow();
        byte[] client = client("webauthn.create", json.path("challenge").asText());
        var attested = new ByteArrayOutputStream();
        attested.writeBytes(said(flags | ATTESTED));
        attested.writeBytes(new byte[16]);
        attested.writeBytes(ByteBuffer.allocate(2).putShort((short) credentialId.length).array());
        attested.writeBytes(credentialId);
        attested.writeBytes(publicKey());
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        object.writeBytes(text("fmt"));
        object.writeBytes(text("none"));
        object.writeBytes(text("attStmt"));
        object.write(0xa0);
        object.writeBytes(text("authData"));
        object.writeBytes(bytes(attested.toByteArray()));
        return credential(
                Map.of(
                        "clientDataJSON", Base64Url.encode(client),
                        "attestationObject", Base64Url.encode(object.toByteArray())));
    }

    /** What the page sends for the options that a Kontor gave it. */
    public String shown(String options) {
        return answered(Json.readOwn(options).path("challenge").asText());
    }

    /** The same for a challenge that nobody need have given. */
    public String answered(String challenge) {
        byte[] client = client("webauthn.get", challenge);
        byte[] said = said(flags);
        byte[] signed =
                ByteBuffer.allocate(said.length + 32).put(said).put(Sha256.of(client)).array();
        return credential(
                Map.of(
                        "clientDataJSON", Base64Url.encode(client),
                        "authenticatorData", Base64Url.encode(said),
                        "signature", Base64Url.encode(signature(signed)),
                        "userHandle", Base64Url.encode(handle)));
    }

    private String credential(Map<String, String> response) {
        var json =
                Json.object()
                        .put("id", Base64Url.encode(credentialId))
                        .put("rawId", Base64Url.encode(credentialId))
                        .put("type", "public-key");
        var said = json.putObject("response");
        response.forEach(said::put);
        json.putObject("clientExtensionResults");
        return Json.write(json);
    }

    private byte[] client(String type, String challenge) {
        return Json.write(
                        Json.object()
                                .put("type", type)
                                .put("challenge", challenge)
                                .put("origin", origin)
                                .put("crossOrigin", false))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] said(int with) {
        byte[] party = Sha256.of(partyId.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(37).put(party).put((byte) with).putInt(count).array();
    }

    /** COSE: kty EC2, alg ES256, crv P-256, x, y. */
    private byte[] publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        key.writeBytes(bytes(coordinate(point.getAffineX())));
        key.write(0x22);
        key.writeBytes(bytes(coordinate(point.getAffineY())));
        return key.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        var fixed = new byte[32];
        int length = Math.min(signed.length, 32);
        System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
        return fixed;
    }

    /** CBOR, up to 65535 bytes. */
    private static byte[] bytes(byte[] content) {
        return headed(0x40, content);
    }

    private static byte[] text(String content) {
        return headed(0x60, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] headed(int type, byte[] content) {
        var out = new ByteArrayOutputStream();
        if (content.length < 24) {
            out.write(type | content.length);
        } else if (content.length < 256) {
            out.write(type | 24);
            out.write(content.length);
        } else {
            out.write(type | 25);
            out.write(content.length >> 8);
            out.write(content.length & 0xff);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private byte[] signature(byte[] signed) {
        try {
            var ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(keys.getPrivate());
            ecdsa.update(signed);
            return ecdsa.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
