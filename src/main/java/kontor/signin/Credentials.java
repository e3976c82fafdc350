package kontor.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.encodings.Sha256;
import kontor.guesses.Guesses;
import kontor.http.Callers;
import kontor.iam.OwnAccounts;
import kontor.secrets.Secret;
import kontor.security.Sighting;
import kontor.shares.Allowance;
import kontor.shares.Shares;

/**
 * Finds the caller of an access key or an access token, and the one of a person who is signed in.
 * Keys and tokens that were found valid are kept for 4 seconds ({@link CallerCache}), so that a
 * busy client needs no SQL. They are kept as digests, so that no secret stays in memory.
 */
public final class Credentials implements Callers {

    private record Who(OrganizationId organization, UUID user) {}

    /** Look-ups of those who are not known, in the database. */
    private static final Shares.Size SIGN_INS = new Shares.Size(4, 2, 100, Duration.ofSeconds(3));

    /** The form of access keys; anything else is not looked up in the database. */
    private static final Pattern USERNAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");

    private final Database database;
    private final Database shared;
    private final Tokens tokens;
    private final OwnAccounts ownAccounts;
    private final Guesses guesses;
    private final Shares signIns = new Shares("sign-ins", SIGN_INS);
    private final CallerTable table;
    private final CallerCache<Who> users;
    private final CallerCache<String> keys;
    private final CallerCache<String> verified;
    private final KeyCheck check;
    private final Consumer<Sighting> seen;

    /**
     * @param allowance what a user may ask at most, whatever its organization has set
     * @param seen hears of good keys and tokens that are used from where they are not good
     */
    public Credentials(
            Database database,
            Tokens tokens,
            OwnAccounts ownAccounts,
            Guesses guesses,
            Allowance allowance,
            Consumer<Sighting> seen) {
        this(database, tokens, ownAccounts, guesses, allowance, seen, System::nanoTime);
    }

    Credentials(
            Database database,
            Tokens tokens,
            OwnAccounts ownAccounts,
            Guesses guesses,
            Allowance allowance,
            Consumer<Sighting> seen,
            LongSupplier nanoTime) {
        this.table = new CallerTable(allowance.requestsPerSecond());
        this.database = database;
        this.shared = database.forRequests();
        this.guesses = guesses;
        this.tokens = tokens;
        this.ownAccounts = ownAccounts;
        this.users = new CallerCache<>(nanoTime);
        this.keys = new CallerCache<>(nanoTime);
        this.verified = new CallerCache<>(nanoTime);
        this.check = new KeyCheck(database, table, keys);
        this.seen = seen;
    }

    @Override
    public Optional<Caller> byKey(String address, String accessKey, String secret) {
        if (!USERNAME.matcher(accessKey).matches()) {
            return Optional.empty();
        }
        String fingerprint = fingerprint(address, accessKey, secret);
        return keys.find(
                        fingerprint,
                        () -> judged(address, accessKey, fingerprint, new Secret(secret)))
                .map(known -> limited(known.caller()));
    }

    private Optional<CallerCache.Known> judged(
            String address, String accessKey, String fingerprint, Secret secret) {
        boolean isKnown = guesses.judge(address, accessKey, fingerprint);
        long until = keys.until();
        var credential = isKnown ? credential(accessKey) : credentialOfStranger(address, accessKey);
        var found =
                check.right(credential, secret)
                        .filter(known -> isHere(address, known))
                        .map(known -> CallerCache.endingBy(known, until));
        if (found.isPresent()) {
            guesses.succeeded(address, accessKey, fingerprint);
        } else {
            guesses.failed(fingerprint);
        }
        return found;
    }

    /**
     * Within the addresses that its key is bound to. Elsewhere the answer is that of a wrong
     * secret, or it would tell a thief that the secret is right; the security log says why.
     */
    private boolean isHere(String address, CallerCache.Known known) {
        boolean allowed = known.bounds().allows(address);
        if (!allowed) {
            seen.accept(Sighting.fromElsewhere(known.caller(), address));
        }
        return allowed;
    }

    @Override
    public Optional<Caller> byToken(String address, String accessToken) {
        String fingerprint = fingerprint(accessToken, "");
        return verified.find(
                        fingerprint(address, accessToken),
                        () -> judged(address, accessToken, fingerprint))
                .map(known -> limited(known.caller()));
    }

    /** A token that was ours is no guess, though it be of no use any more. */
    private Optional<CallerCache.Known> judged(
            String address, String accessToken, String fingerprint) {
        String name = "token " + Tokens.claimed(accessToken).map(UUID::toString).orElse("");
        guesses.judge(address, name, fingerprint);
        var claims = tokens.signed(accessToken);
        if (claims.isEmpty()) {
            guesses.failed(fingerprint);
            return Optional.empty();
        }
        var known = claims.flatMap(this::known);
        if (known.filter(one -> !isHere(address, one)).isPresent()) {
            return Optional.empty();
        }
        if (known.isPresent()) {
            guesses.succeeded(address, name, fingerprint);
        } else {
            guesses.outdated(address, name);
        }
        return known;
    }

    private Optional<CallerCache.Known> known(Tokens.Claims claims) {
        var now = Instant.now(database.clock());
        if (!claims.isValid(now)) {
            return Optional.empty();
        }
        var left = Duration.between(now, claims.expires());
        return user(claims.organization(), claims.user())
                .flatMap(check::unexpired)
                .map(found -> verified.endingWithin(found, left));
    }

    /** A new access token for a caller whose credentials were just verified. */
    String token(Caller caller) {
        String token = tokens.issue(caller);
        guesses.made(fingerprint(token, ""));
        return token;
    }

    private Optional<CallerCache.Known> user(OrganizationId organization, UUID user) {
        return users.find(
                new Who(organization, user),
                () -> {
                    long until = users.until();
                    return database.read(organization, tx -> table.caller(tx, user))
                            .map(
                                    found ->
                                            new CallerCache.Known(
                                                    found.caller(), found.bounds(), until));
                });
    }

    /** A person who is signed in; empty when the user was revoked. */
    public Optional<Caller> person(OrganizationId organization, UUID user) {
        return user(organization, user).map(known -> limited(known.caller()));
    }

    /** Whoever has not said yet who it is has a share by its address. */
    private Optional<CallerTable.Credential> credentialOfStranger(String address, String username) {
        return signIns.with(address, () -> credential(username));
    }

    private Optional<CallerTable.Credential> credential(String username) {
        return database.system(sql -> table.credential(sql, username));
    }

    /**
     * Adds the accounts of the entities that the role is limited to. They are read for each
     * request, since they can change.
     */
    private Caller limited(Caller caller) {
        var limit = caller.accounts();
        if (limit.entityIds().isEmpty()) {
            return caller;
        }
        var held =
                shared.read(caller.organization(), tx -> ownAccounts.heldBy(tx, limit.entityIds()));
        return caller.within(limit.with(held));
    }

    /**
     * Removes the users of an organization from the cache, so that this node sees a change of roles
     * or users at once.
     */
    public void forget(OrganizationId organization) {
        users.forget(organization);
        keys.forget(organization);
        verified.forget(organization);
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
