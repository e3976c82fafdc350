package kontor.passkeys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.encodings.Sha256;
import kontor.guesses.Guesses;
import kontor.secrets.Secret;
import kontor.tickets.Ticket;
import kontor.tickets.Tickets;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The door to passkeys. */
public final class Passkeys {

    /** Of one identity. */
    private static final int MOST = 20;

    private static final int LONGEST_NAME = 100;
    private static final Duration PATIENCE = Duration.ofMillis(Asking.PATIENCE);
    private static final int HANDLE_BYTES = 32;

    private static final String MAKE = "make a passkey";
    private static final String SIGN_IN = "sign in with a passkey";
    private static final String SECOND = "a passkey as second factor";

    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Tickets tickets;
    private final Guesses guesses;
    private final Optional<RelyingParty> party;
    private final PasskeyTable table = new PasskeyTable();
    private @Nullable Signatures signatures;

    /**
     * @param party who this Kontor is to authenticators; empty where there are no passkeys
     */
    public Passkeys(
            Database database, Tickets tickets, Guesses guesses, Optional<RelyingParty> party) {
        this.database = database;
        this.tickets = tickets;
        this.guesses = guesses;
        this.party = party;
    }

    /** Where passkeys can be made and used; empty where they cannot. */
    public Optional<RelyingParty> party() {
        return party;
    }

    /** The library takes a while to load, and many a Kontor never needs it. */
    synchronized Optional<Signatures> signatures() {
        if (signatures == null && party.isPresent()) {
            signatures = new Signatures(party.get());
        }
        return Optional.ofNullable(signatures);
    }

    /** Those of an identity, oldest first. */
    public List<Passkey> of(UUID identity) {
        return database.system(sql -> table.of(sql, identity));
    }

    public boolean has(UUID identity) {
        return !of(identity).isEmpty();
    }

    /** The same as a transaction sees it. */
    public boolean has(Tx tx, UUID identity) {
        return !table.of(tx.sql(), identity).isEmpty();
    }

    /**
     * Asks for a new passkey; empty where there are none.
     *
     * @param account what the authenticator shows to its holder
     */
    public Optional<Asking> toMake(UUID identity, UUID session, String account) {
        return party.map(
                here -> {
                    var fresh = new byte[HANDLE_BYTES];
                    random.nextBytes(fresh);
                    byte[] handle = database.system(sql -> table.handle(sql, identity, fresh));
                    var ticket = tickets.issue(MAKE, session.toString(), "", PATIENCE);
                    return Asking.toMake(here, ticket, handle, account, of(identity));
                });
    }

    /**
     * A new passkey.
     *
     * @param ticket what the browser carried
     * @param response what its authenticator said, as JSON
     * @throws InvalidRequest with the field {@code name} or {@code credential} when it is none, or
     *     there are 20 already
     */
    public Passkey make(UUID identity, UUID session, String ticket, String response, String name) {
        String called = name.isBlank() ? "Passkey" : name.strip();
        if (called.codePointCount(0, called.length()) > LONGEST_NAME
                || called.chars().anyMatch(Character::isISOControl)) {
            throw no("name", "has at most " + LONGEST_NAME + " characters on one line");
        }
        var key =
                tickets.open(MAKE, session.toString(), ticket)
                        .flatMap(
                                one ->
                                        signatures()
                                                .flatMap(all -> all.made(response, one.number()))
                                                .filter(_ -> tickets.spend(one)))
                        .orElseThrow(
                                () ->
                                        no(
                                                "credential",
                                                "was not taken; ask for a new passkey once more"));
        var passkey = new Passkey(Ids.next(), identity, called, now(), Optional.empty(), key);
        database.systemDo(sql -> store(sql, passkey));
        return passkey;
    }

    private void store(Handle sql, Passkey passkey) {
        table.lock(sql, passkey.identity());
        if (table.of(sql, passkey.identity()).size() >= MOST) {
            throw no("name", "is one too many: " + MOST + " passkeys are enough; remove one first");
        }
        if (!table.insert(sql, passkey)) {
            throw no("credential", "is here already");
        }
    }

    private static InvalidRequest no(String field, String message) {
        return new InvalidRequest(Fault.invalid(field, message));
    }

    /** Asks a stranger to show any passkey; empty where there are none. */
    public Optional<Asking> toSignIn() {
        return party.map(
                here -> Asking.toShow(here, tickets.issue(SIGN_IN, "", "", PATIENCE), List.of()));
    }

    /** Asks for one of an identity that has shown something else already. */
    public Optional<Asking> toSecond(UUID identity, UUID session) {
        return party.map(
                here ->
                        Asking.toShow(
                                here,
                                tickets.issue(SECOND, session.toString(), "", PATIENCE),
                                of(identity)));
    }

    /**
     * Who shows a passkey and nothing else.
     *
     * @param from where the request comes from
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Shown shown(String from, String ticket, String response) {
        return shown(from, tickets.open(SIGN_IN, "", ticket), response, Optional.empty());
    }

    /** The same of an identity that has shown something else already. */
    public Shown shownBy(UUID identity, UUID session, String from, String ticket, String response) {
        return shown(
                from,
                tickets.open(SECOND, session.toString(), ticket),
                response,
                Optional.of(identity));
    }

    private Shown shown(
            String from, Optional<Ticket> ticket, String response, Optional<UUID> whose) {
        var signed = signatures().flatMap(all -> all.read(response));
        String name =
                "passkey " + signed.map(one -> fingerprint(one.credentialId())).orElse("none");
        String fingerprint = fingerprint(Sha256.of(new Secret(name + response).digest()));
        guesses.judge(from, name, fingerprint);
        var found =
                ticket.flatMap(
                        one ->
                                signed.flatMap(said -> found(said, whose))
                                        .map(passkey -> judged(signed.get(), passkey, one)));
        if (found.filter(Shown.Good.class::isInstance).isPresent()) {
            guesses.succeeded(from, name, fingerprint);
        }
        guesses.failed(fingerprint);
        return found.orElseGet(Shown.Refused::new);
    }

    /** By its id. Who it is must be said where nobody knows it yet, and must be true. */
    private Optional<Passkey> found(Signatures.Signed said, Optional<UUID> whose) {
        return database.system(
                sql ->
                        table.find(sql, said.credentialId())
                                .filter(one -> whose.map(one.identity()::equals).orElse(true))
                                .filter(
                                        one ->
                                                said.handle()
                                                        .map(handle -> isOf(sql, handle, one))
                                                        .orElse(whose.isPresent())));
    }

    private boolean isOf(Handle sql, byte[] handle, Passkey passkey) {
        return table.handle(sql, passkey.identity())
                .filter(own -> MessageDigest.isEqual(own, handle))
                .isPresent();
    }

    private Shown judged(Signatures.Signed said, Passkey passkey, Ticket ticket) {
        return signatures()
                .orElseThrow()
                .check(said, passkey.key(), ticket.number())
                .shown(passkey, count -> used(passkey, count, ticket));
    }

    private boolean used(Passkey passkey, long signCount, Ticket ticket) {
        return tickets.spend(ticket)
                && database.system(sql -> table.use(sql, passkey, signCount, now()));
    }

    /**
     * Removes one; false when the identity has no such passkey.
     *
     * @param keepsOne whether the last one stays
     * @throws InvalidRequest with the field {@code passkey} when it is the last one and stays
     */
    public boolean remove(UUID identity, UUID passkey, boolean keepsOne) {
        return database.system(
                sql -> {
                    table.lock(sql, identity);
                    var all = table.of(sql, identity);
                    if (keepsOne && all.size() == 1 && all.getFirst().id().equals(passkey)) {
                        throw no("passkey", "is the last one and still needed; make another first");
                    }
                    return table.delete(sql, identity, passkey);
                });
    }

    private static String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
