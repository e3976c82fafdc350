package kontor.seals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which a sender of files seals them, a secret between him and Bankgirot: 128 bits,
 * written as 32 hexadecimal digits. Standard: HMAC-SHA256-128 as Bankgirot's manual of seals has it
 * (Förändringsskydd med sigill, March 2014).
 */
public final class SealKey {

    private static final Pattern WRITTEN = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** What is sealed to tell keys apart without naming them. */
    private static final byte[] EIGHT_ZEROS = "00000000".getBytes(US_ASCII);

    private final byte[] bytes;

    private SealKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty where the text is none: in either case of letters, without blanks. */
    public static Optional<SealKey> parse(String written) {
        return WRITTEN.matcher(written).matches()
                ? Optional.of(new SealKey(HEX.parseHex(written)))
                : Optional.empty();
    }

    /** As it is kept by whoever keeps secrets, and nowhere else. */
    public String secret() {
        return HEX.formatHex(bytes);
    }

    /**
     * The key verification value, 32 hexadecimal digits: stands in each sealed file, so that both
     * sides see that they mean the same key. It is no secret.
     */
    public String verification() {
        var mac = mac();
        mac.update(EIGHT_ZEROS);
        return written(mac);
    }

    Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", missing);
        }
    }

    /** The first half of what was digested. */
    static String written(Mac mac) {
        return HEX.formatHex(Arrays.copyOf(mac.doFinal(), BYTES));
    }

    @Override
    public String toString() {
        return "SealKey[" + verification() + "]";
    }
}
