package kontor.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.http.Callers;
import kontor.http.HttpError;
import kontor.iam.OwnAccounts;
import kontor.iam.PasswordHash;
import kontor.iam.Secret;
import kontor.shares.Allowance;
import kontor.shares.Shares;

/**
 * Finds the caller of an access key, an access token or a password. Keys and tokens that were found
 * valid are kept for 4 seconds ({@link CallerCache}), so that a busy client needs no SQL. They are
 * kept as digests, so that no secret stays in memory.
 */
public final class Credentials implements Callers {

    private record Who(OrganizationId organization, UUID user) {}

    /** Look-ups of those who are not known, in the database. */
    private static final Shares.Size SIGN_INS = new Shares.Size(4, 2, 100, Duration.ofSeconds(3));

    /** The form of access keys and addresses; anything else is not looked up in the database. */
    private static final Pattern USERNAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");

    /**
     * Compared when there is no such user, so that the answer takes as long as for a wrong secret.
     */
    private static final byte[] NO_DIGEST = new byte[32];

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

    /** The hash that is compared when there is no such person; made when it is first needed. */
    private volatile Optional<PasswordHash> nobody = Optional.empty();

    /**
     * @param allowance what a user may ask at most, whatever its organization has set
     */
    public Credentials(
            Database database,
            Tokens tokens,
            OwnAccounts ownAccounts,
            Guesses guesses,
            Allowance allowance) {
        this(database, tokens, ownAccounts, guesses, allowance, System::nanoTime);
    }

    Credentials(
            Database database,
            Tokens tokens,
            OwnAccounts ownAccounts,
            Guesses guesses,
            Allowance allowance,
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
    }

    @Override
    public Optional<Caller> byKey(String address, String accessKey, String secret) {
        if (!USERNAME.matcher(accessKey).matches()) {
            return Optional.empty();
        }
        String fingerprint = fingerprint(accessKey, secret);
        return keys.find(
                        fingerprint,
                        () -> judged(address, accessKey, fingerprint, new Secret(secret)))
                .map(known -> limited(within(address, known)));
    }

    private Optional<CallerCache.Known> judged(
            String address, String accessKey, String fingerprint, Secret secret) {
        guesses.judge(address, accessKey, fingerprint);
        var found = lookUp(address, accessKey, secret);
        if (found.isPresent()) {
            guesses.succeeded(address, accessKey, fingerprint);
        } else {
            guesses.failed(fingerprint);
        }
        return found;
    }

    private Optional<CallerCache.Known> lookUp(String address, String accessKey, Secret secret) {
        long until = keys.until();
        var credential = credential(address, accessKey);
        byte[] digest = credential.flatMap(CallerTable.Credential::secretDigest).orElse(NO_DIGEST);
        byte[] earlier =
                credential.flatMap(CallerTable.Credential::earlierDigest).orElse(NO_DIGEST);
        boolean isEarlier = secret.hasDigest(earlier);
        if (!secret.hasDigest(digest) && !isEarlier || credential.isEmpty()) {
            return Optional.empty();
        }
        var known = user(credential.get().organization(), credential.get().user());
        return (isEarlier ? known.flatMap(this::whileItOverlaps) : known)
                .flatMap(this::unexpired)
                .map(found -> CallerCache.endingBy(found, until));
    }

    /** With the secret before the present one, as long as it is good. */
    private Optional<CallerCache.Known> whileItOverlaps(CallerCache.Known known) {
        return known.bounds().earlierExpires().flatMap(end -> until(known, end));
    }

    private Optional<CallerCache.Known> unexpired(CallerCache.Known known) {
        var end = known.bounds().expires();
        return end.isEmpty() ? Optional.of(known) : until(known, end.get());
    }

    private Optional<CallerCache.Known> until(CallerCache.Known known, Instant end) {
        var left = Duration.between(Instant.now(database.clock()), end);
        return left.isPositive() ? Optional.of(users.endingWithin(known, left)) : Optional.empty();
    }

    /**
     * @throws HttpError 403 when the access key is bound to other addresses
     */
    private static Caller within(String address, CallerCache.Known known) {
        if (known.bounds().allows(address)) {
            return known.caller();
        }
        throw new HttpError(
                403,
                "address_not_allowed",
                "this access key may not be used from "
                        + address
                        + "; it is bound to other addresses");
    }

    @Override
    public Optional<Caller> byToken(String address, String accessToken) {
        String fingerprint = fingerprint(accessToken, "");
        return verified.find(fingerprint, () -> judged(address, accessToken, fingerprint))
                .map(known -> limited(within(address, known)));
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
                .flatMap(this::unexpired)
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

    /**
     * The person with this e-mail address and password. It takes as long for one that nobody has,
     * and keeps nothing in the cache.
     *
     * @param address where the request comes from
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Caller> byPassword(String address, String email, Secret password) {
        if (!USERNAME.matcher(email).matches()) {
            return Optional.empty();
        }
        String name = email.toLowerCase(Locale.ROOT);
        String fingerprint = fingerprint(name, password.text());
        guesses.judge(address, name, fingerprint);
        var caller = withPassword(address, name, password);
        if (caller.isPresent()) {
            guesses.succeeded(address, name, fingerprint);
        } else {
            guesses.failed(fingerprint);
        }
        return caller;
    }

    /** Whoever has not said yet who it is has a share by its address. */
    private Optional<CallerTable.Credential> credential(String address, String username) {
        return signIns.with(address, () -> database.system(sql -> table.credential(sql, username)));
    }

    private Optional<Caller> withPassword(String address, String name, Secret password) {
        var credential = credential(address, name);
        var hash = credential.flatMap(CallerTable.Credential::password);
        if (!hash.orElseGet(this::nobody).matches(password) || hash.isEmpty()) {
            return Optional.empty();
        }
        return credential.flatMap(this::caller).map(this::limited);
    }

    private Optional<Caller> caller(CallerTable.Credential credential) {
        return database.read(credential.organization(), tx -> table.caller(tx, credential.user()))
                .map(CallerTable.Found::caller);
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

    private PasswordHash nobody() {
        if (nobody.isEmpty()) {
            nobody = Optional.of(PasswordHash.of(Secret.random()));
        }
        return nobody.get();
    }

    private static String fingerprint(String first, String second) {
        var sha256 = Secret.sha256();
        sha256.update(first.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return HexFormat.of().formatHex(sha256.digest(second.getBytes(StandardCharsets.UTF_8)));
    }
}
