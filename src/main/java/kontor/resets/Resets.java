package kontor.resets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.identities.Identities;
import kontor.mail.MailKind;
import kontor.mail.Outbox;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.sessions.Sessions;
import org.jdbi.v3.core.Handle;

/** The door for those who forgot their password. */
public final class Resets {

    /** Within it one address is mailed only so often; no longer than a link is good. */
    private static final Duration WINDOW = LinkPurpose.RESET.lifetime();

    private static final int MOST_MAILS = 3;
    private static final int MOST_OF_ONE_ADDRESS = 20;
    private static final int AT_A_TIME = 100;

    /** How long a message is of use that only says what happened. */
    private static final Duration NEWS = Duration.ofDays(3);

    private final Database database;
    private final Identities identities;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Guesses guesses;
    private final LinkFinder finder;
    private final ResetMails mails;
    private final LinkTable table = new LinkTable();
    private final HomeTable homes = new HomeTable();

    /**
     * @param guesses of its own: asking for resets slows nobody's sign-in
     * @param baseUrl the address of this Kontor for people, without a slash at the end
     */
    public Resets(
            Database database,
            Identities identities,
            Sessions sessions,
            Outbox outbox,
            Guesses guesses,
            String baseUrl) {
        this.database = database;
        this.identities = identities;
        this.sessions = sessions;
        this.outbox = outbox;
        this.guesses = guesses;
        this.finder = new LinkFinder(database, guesses);
        this.mails = new ResetMails(baseUrl);
    }

    /**
     * A link that can be used now.
     *
     * @param address with which the person signs in
     */
    public record Open(byte[] digest, UUID identity, String address) {}

    /** Whether there is anything here that mails links, or shows them. */
    public boolean isOffered() {
        return outbox.sends() || database.system(homes::isSandboxThere);
    }

    /**
     * Somebody says that the password of an address is forgotten. Nothing tells whether anybody has
     * the address.
     *
     * @param from where the request comes from
     * @throws kontor.http.HttpError 429 when too many were asked for from there
     */
    public void ask(String from, String typed) {
        Identities.address(typed)
                .ifPresent(
                        address -> {
                            guesses.judge(from, address, "reset of " + address);
                            if (isOffered()) {
                                database.systemDo(sql -> table.ask(sql, address, now()));
                            }
                        });
    }

    /** An address of which somebody said so; its text does not tell it. */
    public record Asked(String address) {

        @Override
        public String toString() {
            return "an address";
        }
    }

    /** Those that were not looked up yet, oldest first. */
    public List<Asked> asked() {
        return database.system(sql -> table.asked(sql, AT_A_TIME)).stream()
                .map(Asked::new)
                .toList();
    }

    /** Mails links to one of them, where an identity confirmed it. */
    public void answer(Asked asked) {
        database.systemDo(
                sql -> {
                    if (table.take(sql, asked.address)) {
                        mail(sql, asked.address);
                    }
                });
    }

    private void mail(Handle sql, String address) {
        Instant now = now();
        boolean isEnough =
                outbox.written(sql, MailKind.RESET, address, now.minus(WINDOW)) >= MOST_MAILS;
        if (isEnough) {
            return;
        }
        var sent = new ArrayList<ResetMails.Way>();
        for (UUID identity : homes.confirmed(sql, address, MOST_OF_ONE_ADDRESS)) {
            var theirs = homes.of(sql, identity);
            if (!theirs.isEmpty()) {
                way(sql, identity, address, theirs).ifPresent(sent::add);
            }
        }
        if (!sent.isEmpty()) {
            var all = sent.stream().flatMap(way -> way.homes().stream()).toList();
            var where = Home.one(all).map(Home::id);
            write(sql, address, sent, where, Outbox.Way.SENT);
        }
    }

    /** For the one mail that is sent to the address; what a sandbox shows is a mail of its own. */
    private Optional<ResetMails.Way> way(
            Handle sql, UUID identity, String address, List<Home> theirs) {
        var sandbox = Home.sandbox(theirs);
        return switch (outbox.way(sandbox.isPresent())) {
            case SENT -> {
                var token = link(sql, identity, address, Optional.empty());
                yield Optional.of(new ResetMails.Way(theirs, token));
            }
            case SHOWN -> {
                var way = new ResetMails.Way(theirs, link(sql, identity, address, sandbox));
                write(sql, address, List.of(way), sandbox, Outbox.Way.SHOWN);
                yield Optional.empty();
            }
            case NONE -> Optional.empty();
        };
    }

    private void write(
            Handle sql,
            String address,
            List<ResetMails.Way> ways,
            Optional<OrganizationId> where,
            Outbox.Way way) {
        Instant end = now().plus(LinkPurpose.RESET.lifetime());
        outbox.write(sql, now(), way, mails.forgotten(address, ways, where, end));
    }

    private Secret link(
            Handle sql, UUID identity, String address, Optional<OrganizationId> sandbox) {
        var token = Secret.random();
        var link = new Link.New(identity, LinkPurpose.RESET, address, Optional.empty(), sandbox);
        table.deleteOld(sql, now().minus(LinkPurpose.CONFIRMATION.lifetime()));
        table.insert(sql, token.digest(), link, now());
        return token;
    }

    /** A link for an operator to hand over, whether or not the address was confirmed. */
    public String byOperator(UUID identity) {
        var known =
                identities
                        .find(identity)
                        .orElseThrow(() -> new IllegalStateException("no identity " + identity));
        var token = database.system(sql -> link(sql, identity, known.address(), Optional.empty()));
        return mails.reset(token);
    }

    /**
     * The link of a token; looking consumes nothing.
     *
     * @return empty for one that was used, is too old, or never was
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Open> open(String from, String text) {
        return finder.find(from, text, LinkPurpose.RESET)
                .map(
                        found ->
                                new Open(
                                        found.digest(),
                                        found.link().identity(),
                                        found.link().present()));
    }

    /**
     * Sets another password and ends all sessions of the identity.
     *
     * @param password hashed for the address of the link
     * @return false when somebody was quicker
     */
    public boolean reset(Open link, PasswordHash password) {
        boolean done = database.system(sql -> reset(sql, link, password));
        if (done) {
            sessions.forgetAll(link.identity);
        }
        return done;
    }

    private boolean reset(Handle sql, Open open, PasswordHash password) {
        table.lock(sql, open.identity);
        if (table.find(sql, open.digest, LinkPurpose.RESET, now()).isEmpty()) {
            return false;
        }
        set(sql, open.identity, password);
        sessions.endAll(sql, open.identity);
        return true;
    }

    /**
     * Sets another password for its holder, who knows the one before; all other sessions end.
     *
     * @throws kontor.visits.SignedOut when the session of the holder has ended meanwhile
     */
    public void change(UUID identity, UUID session, PasswordHash password) {
        database.systemDo(
                sql -> {
                    table.lock(sql, identity);
                    sessions.endOthers(sql, identity, session);
                    set(sql, identity, password);
                });
        sessions.forgetAll(identity);
    }

    private void set(Handle sql, UUID identity, PasswordHash password) {
        identities.setPassword(sql, identity, password);
        table.deleteAll(sql, identity);
        tell(sql, identity);
    }

    /** The holder learns of it by mail, whoever it was. */
    private void tell(Handle sql, UUID identity) {
        var known = identities.find(sql, identity);
        if (known.isEmpty() || known.get().confirmed().isEmpty()) {
            return;
        }
        var theirs = homes.of(sql, identity);
        var way = outbox.way(Home.sandbox(theirs).isPresent());
        var where = Home.one(theirs).map(Home::id);
        var end = now().plus(NEWS);
        outbox.write(sql, now(), way, mails.passwordChanged(known.get().address(), where, end));
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
