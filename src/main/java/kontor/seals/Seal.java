package kontor.seals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * What protects a file from changes on its way: a record before all others and one behind them,
 * with a digest of everything from the first to what stands before the last. Ends of lines do not
 * count, and letters beyond ASCII count as Swedish ones once did on seven bits. Standard: records
 * 00 and 99 of Bankgirot's manual of seals (Förändringsskydd med sigill, March 2014).
 */
public final class Seal {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final Pattern OPENING = Pattern.compile("00[0-9]{6}HMAC {68}");
    private static final Pattern CLOSING = Pattern.compile("99[0-9]{6}[0-9A-Fa-f]{64} {8}");
    private static final int VERIFICATION = 8;
    private static final int DIGEST = 40;
    private static final int DIGEST_END = 72;

    /** Digested in the place of every character that has no place of its own. */
    private static final byte ANY_OTHER = (byte) 0xC3;

    private static final Map<Character, Character> ON_SEVEN_BITS =
            Map.of(
                    'É', '@', 'Ä', '[', 'Ö', '\\', 'Å', ']', 'Ü', '^', 'é', '`', 'ä', '{', 'ö', '|',
                    'å', '}', 'ü', '~');

    private static final byte[] DIGESTED = digested();

    private final SealKey key;
    private final Mac mac;

    public Seal(SealKey key) {
        this.key = key;
        this.mac = key.mac();
    }

    private static byte[] digested() {
        var all = new byte[0x100];
        for (int one = 0; one < all.length; one++) {
            char letter = ON_SEVEN_BITS.getOrDefault((char) one, (char) one);
            all[one] = letter >= ' ' && letter < 0x7F ? (byte) letter : ANY_OTHER;
        }
        return all;
    }

    /** Whether a line of 80 characters is the record before all others. */
    public static boolean opens(String line) {
        return OPENING.matcher(line).matches();
    }

    /** Whether a line of 80 characters is the record behind all others. */
    public static boolean closes(String line) {
        return CLOSING.matcher(line).matches();
    }

    /** The record before all others, without the end of its line. */
    public static String opening(LocalDate sealed) {
        return "00" + DAY.format(sealed) + "HMAC" + " ".repeat(68);
    }

    /** The record behind all others; nothing is added after it. */
    public String closing(LocalDate sealed) {
        return "99"
                + DAY.format(sealed)
                + key.verification()
                + SealKey.written(mac)
                + " ".repeat(8);
    }

    /** Digests a line, or a part of one: characters of ISO 8859-1. */
    public void add(String line) {
        byte[] all = bytes(line);
        add(all, 0, all.length);
    }

    void add(byte[] bytes, int from, int count) {
        var counting = new byte[count];
        int length = 0;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n') {
                counting[length++] = DIGESTED[bytes[i] & 0xFF];
            }
        }
        mac.update(counting, 0, length);
    }

    /**
     * What is wrong with the record behind all others: it was made with another key, or something
     * was changed since. Nothing is added after it.
     */
    public Optional<String> problem(String closing) {
        String named = closing.substring(VERIFICATION, DIGEST);
        if (!named.equalsIgnoreCase(key.verification())) {
            return Optional.of(
                    "is sealed with the key whose verification value is %s;"
                            .concat(" the one of this connection has %s")
                            .formatted(named, key.verification()));
        }
        byte[] told = bytes(closing.substring(DIGEST, DIGEST_END).toUpperCase(Locale.ROOT));
        return MessageDigest.isEqual(told, bytes(SealKey.written(mac)))
                ? Optional.empty()
                : Optional.of("the seal does not fit the file: it was changed since it was sealed");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
