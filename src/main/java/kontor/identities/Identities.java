package kontor.identities;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.db.Database;
import kontor.encodings.Sha256;
import kontor.guesses.Guesses;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.shares.Shares;
import org.jdbi.v3.core.Handle;

/** The door to identities: who has this address and password, and where they belong. */
public final class Identities {

    /** Passwords that are hashed at a time, each for some 20 ms in 19 MiB. */
    private static final Shares.Size SIGN_INS = new Shares.Size(4, 2, 100, Duration.ofSeconds(3));

    /** Anything else is nobody's address, and not looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");

    private static final int MOST_OF_ONE_ADDRESS = 20;

    private final Database database;
    private final Guesses guesses;
    private final Shares signIns = new Shares("sign-ins", SIGN_INS);
    private final IdentityTable table = new IdentityTable();
    private final MembershipTable memberships = new MembershipTable();

    /** For addresses that nobody has, so that the answer takes as long. */
    private final byte[] nobodysSalt = PasswordHash.freshSalt();

    public Identities(Database database, Guesses guesses) {
        this.database = database;
        this.guesses = guesses;
    }

    /**
     * Who signs in with this e-mail address and password. It takes as long for an address that
     * nobody has.
     *
     * @param from where the request comes from
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Identity> byPassword(String from, String address, Secret password) {
        if (!ADDRESS.matcher(address).matches() || PasswordHash.isTooLong(password)) {
            return Optional.empty();
        }
        String name = inSmallLetters(address);
        String fingerprint = fingerprint(from, name, password.text());
        boolean isKnown = guesses.judge(from, name, fingerprint);
        var found =
                isKnown
                        ? withPassword(name, password)
                        : signIns.with(from, () -> withPassword(name, password));
        if (found.isPresent()) {
            guesses.succeededAsOneOfMany(from, name, fingerprint, isKnown);
        } else {
            guesses.failed(fingerprint);
        }
        return found;
    }

    /**
     * Who has this address and a password that is known to be theirs, as of somebody who has just
     * chosen it: nothing is guessed here.
     */
    public Optional<Identity> withPassword(String address, PasswordHash password) {
        String name = inSmallLetters(address);
        return database.system(sql -> table.withPassword(sql, name, password));
    }

    /** An address as it is stored; empty for what is nobody's. */
    public static Optional<String> address(String typed) {
        return Optional.of(inSmallLetters(typed))
                .filter(address -> ADDRESS.matcher(address).matches());
    }

    private Optional<Identity> withPassword(String address, Secret password) {
        byte[] salt = database.system(sql -> table.salt(sql, address)).orElse(nobodysSalt);
        var hash = PasswordHash.computed(password, salt);
        return database.system(sql -> table.withPassword(sql, address, hash));
    }

    /** Whether this is the password of somebody who is signed in. */
    public boolean hasPassword(String from, Identity identity, Secret password) {
        return byPassword(from, identity.address(), password)
                .filter(one -> one.id().equals(identity.id()))
                .isPresent();
    }

    /** Whether there is a password to sign in with at all. */
    public boolean hasPassword(UUID identity) {
        return database.system(sql -> table.hasPassword(sql, identity));
    }

    /**
     * The hash of a new password for an address; takes a while by design, so it is not made inside
     * a transaction.
     *
     * @throws kontor.core.InvalidRequest with the field {@code password} when it may not be chosen
     */
    public PasswordHash hash(String address, Secret password) {
        String name = inSmallLetters(address);
        byte[] fresh = PasswordHash.freshSalt();
        return PasswordHash.of(password, database.system(sql -> table.salt(sql, name, fresh)));
    }

    /**
     * A password for an address, and whose it is already.
     *
     * @param hash as {@link #hash} makes it
     * @param known who signs in with both; empty for somebody new
     */
    public record Chosen(PasswordHash hash, Optional<Identity> known) {}

    /**
     * A password that comes with an invitation to an address. It may be that of a sign-in there, so
     * it is judged and counted as one: else whoever invites could guess the passwords of others.
     *
     * @param from where the request comes from
     * @throws kontor.core.InvalidRequest as {@link #hash}
     * @throws kontor.http.HttpError 429 as {@link #byPassword}
     */
    public Chosen chosen(String from, String address, Secret password) {
        var hash = hash(address, password);
        return new Chosen(hash, byPassword(from, address, password));
    }

    /** Whoever calls this ends the sessions too, in the same transaction. */
    public void setPassword(Handle sql, UUID identity, PasswordHash password) {
        table.setPassword(sql, identity, password);
    }

    public Optional<Identity> find(UUID identity) {
        return database.system(sql -> find(sql, identity));
    }

    /** The same in a transaction. */
    public Optional<Identity> find(Handle sql, UUID identity) {
        return table.find(sql, identity);
    }

    /** Mail to this address was seen to arrive at the holder, who signs in with it from now on. */
    public void confirm(Handle sql, UUID identity, String address, Instant now) {
        table.confirm(sql, identity, address, now);
    }

    /**
     * The same with another address than before.
     *
     * @param password hashed for that address; empty where the identity has none
     */
    public void move(
            Handle sql,
            UUID identity,
            String address,
            Optional<PasswordHash> password,
            Instant now) {
        table.move(sql, identity, address, password, now);
    }

    /** Those who sign in with an address, oldest first, 20 at most; for operators. */
    public List<Identity> withAddress(String address) {
        return database.system(
                sql -> table.withAddress(sql, inSmallLetters(address), MOST_OF_ONE_ADDRESS));
    }

    /** Where an identity belongs, oldest first; also where its user was revoked meanwhile. */
    public List<Membership> memberships(UUID identity) {
        return database.system(sql -> memberships.of(sql, identity));
    }

    private static String inSmallLetters(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String fingerprint(String... parts) {
        var sha256 = Sha256.begin();
        for (String part : parts) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
