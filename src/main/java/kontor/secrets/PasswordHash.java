package kontor.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The stored form of a person's password: Argon2id (RFC 9106) in the usual encoding {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, which names the cost, so that older hashes can still
 * be checked when the cost is raised. Making or checking one takes about 20 ms and 19 MiB of
 * memory: never inside a transaction.
 */
public record PasswordHash(String encoded) {

    /** The least that OWASP recommends: 19 MiB, two passes, one lane. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final Pattern ENCODED =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The most hashes that are computed at a time, so that many sign-ins do not use up the memory.
     */
    private static final Semaphore AT_ONCE = new Semaphore(4);

    public PasswordHash {
        if (!ENCODED.matcher(encoded).matches()) {
            throw new IllegalArgumentException("not an encoded Argon2id hash");
        }
    }

    /**
     * Hashes a password of 12 to 256 characters that is not a common one.
     *
     * @throws InvalidRequest with the field {@code password} when it may not be chosen
     */
    public static PasswordHash of(Secret password) {
        return of(password, freshSalt());
    }

    /** The same with a salt that others may have too. */
    public static PasswordHash of(Secret password, byte[] salt) {
        refuse(password);
        return computed(password, salt);
    }

    /** The hash of what somebody typed, to be compared; also of what nobody may choose. */
    public static PasswordHash computed(Secret password, byte[] salt) {
        var hash = hash(password, salt, HASH_BYTES, MEMORY_KIB, PASSES, LANES);
        var base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                MEMORY_KIB,
                                PASSES,
                                LANES,
                                base64.encodeToString(salt),
                                base64.encodeToString(hash)));
    }

    /** 128 random bits. */
    public static byte[] freshSalt() {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static void refuse(Secret password) {
        int characters = password.text().codePointCount(0, password.text().length());
        if (characters < SHORTEST || characters > LONGEST) {
            throw new InvalidRequest(
                    Fault.invalid(
                            "password",
                            "must have " + SHORTEST + " to " + LONGEST + " characters"));
        }
        if (CommonPasswords.has(password.text())) {
            throw new InvalidRequest(
                    Fault.invalid(
                            "password",
                            "is one that many people use and others guess first; choose another"));
        }
    }

    /** Whether a password is too long to be anybody's, and need not be hashed. */
    public static boolean isTooLong(Secret password) {
        return password.text().length() > 2 * LONGEST;
    }

    /** With what it was salted. */
    public byte[] salt() {
        var parts = ENCODED.matcher(encoded);
        if (!parts.matches()) {
            throw new IllegalStateException("not an encoded Argon2id hash");
        }
        return Base64.getDecoder().decode(parts.group(4));
    }

    /** Whether this is the hash of the password. */
    public boolean matches(Secret password) {
        var parts = ENCODED.matcher(encoded);
        if (!parts.matches() || isTooLong(password)) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] hash =
                hash(
                        password,
                        salt,
                        expected.length,
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        return MessageDigest.isEqual(hash, expected);
    }

    private static byte[] hash(
            Secret password, byte[] salt, int bytes, int memoryKib, int passes, int lanes) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        var hash = new byte[bytes];
        AT_ONCE.acquireUninterruptibly();
        try {
            argon2.generateBytes(password.text().getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_ONCE.release();
        }
        return hash;
    }

    @Override
    public String toString() {
        return "***";
    }
}
