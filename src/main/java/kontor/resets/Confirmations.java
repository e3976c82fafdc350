package kontor.resets;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.identities.Identities;
import kontor.identities.Identity;
import kontor.mail.Outbox;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.sessions.Sessions;
import org.jdbi.v3.core.Handle;

/** The door for those who show that an address is theirs. */
public final class Confirmations {

    private static final Duration WINDOW = Duration.ofHours(1);

    /** Links in that time, for one identity. */
    private static final int MOST = 5;

    /** How long a message is of use that only says what happened. */
    private static final Duration NEWS = Duration.ofDays(3);

    private final Database database;
    private final Identities identities;
    private final Sessions sessions;
    private final Outbox outbox;
    private final LinkFinder finder;
    private final ResetMails mails;
    private final LinkTable table = new LinkTable();
    private final HomeTable homes = new HomeTable();

    /**
     * @param baseUrl the address of this Kontor for people, without a slash at the end
     */
    public Confirmations(
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
        this.finder = new LinkFinder(database, guesses);
        this.mails = new ResetMails(baseUrl);
    }

    /** What became of the wish for a link. */
    public enum Asked {
        /** It is on its way. */
        MAILED,
        /** It is in the outbox of the sandbox. */
        SHOWN,
        /** Nothing mails it here. */
        NO_MAIL,
        /** There were enough for now. */
        TOO_MANY
    }

    /** What somebody confirms with a link. */
    public record Open(byte[] digest, UUID identity, String address, String present) {

        /** Whether the person signs in with another address from then on. */
        public boolean isMove() {
            return !address.equals(present);
        }
    }

    /** What was confirmed: for whom, and whether it is another address than before. */
    public record Done(UUID identity, boolean moved) {}

    /** Whether a link would reach the person. */
    public boolean isOffered(UUID identity) {
        return database.system(sql -> way(sql, identity)) != Outbox.Way.NONE;
    }

    private Outbox.Way way(Handle sql, UUID identity) {
        return outbox.way(Home.sandbox(homes.of(sql, identity)).isPresent());
    }

    /** Mails a link to the address with which somebody signs in. */
    public Asked ask(Identity identity) {
        return ask(identity, identity.address(), Optional.empty());
    }

    /**
     * Mails a link to an address with which somebody wants to sign in from now on.
     *
     * @param password hashed for that address; empty where the identity has none
     */
    public Asked ask(Identity identity, String address, Optional<PasswordHash> password) {
        return database.system(
                sql -> {
                    table.lock(sql, identity.id());
                    Instant now = now();
                    var since = now.minus(WINDOW);
                    int made = table.made(sql, identity.id(), LinkPurpose.CONFIRMATION, since);
                    var way = way(sql, identity.id());
                    if (way == Outbox.Way.NONE) {
                        return Asked.NO_MAIL;
                    }
                    if (made >= MOST) {
                        return Asked.TOO_MANY;
                    }
                    mail(sql, now, way, identity.id(), address, password);
                    return way == Outbox.Way.SENT ? Asked.MAILED : Asked.SHOWN;
                });
    }

    private void mail(
            Handle sql,
            Instant now,
            Outbox.Way way,
            UUID identity,
            String address,
            Optional<PasswordHash> password) {
        var token = Secret.random();
        var theirs = homes.of(sql, identity);
        var sandbox =
                way == Outbox.Way.SHOWN ? Home.sandbox(theirs) : Optional.<OrganizationId>empty();
        var link =
                new Link.New(
                        identity,
                        LinkPurpose.CONFIRMATION,
                        address,
                        password.map(PasswordHash::encoded),
                        sandbox);
        table.deleteOld(sql, now.minus(LinkPurpose.CONFIRMATION.lifetime()));
        table.insert(sql, token.digest(), link, now);
        var where = Home.one(theirs).map(Home::id);
        var end = now.plus(LinkPurpose.CONFIRMATION.lifetime());
        outbox.write(sql, now, way, mails.confirmation(address, token, where, end));
    }

    /**
     * The link of a token; looking consumes nothing.
     *
     * @param from where the request comes from
     * @return empty for one that was used, is too old, or never was
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Open> open(String from, String text) {
        return finder.find(from, text, LinkPurpose.CONFIRMATION)
                .map(
                        found ->
                                new Open(
                                        found.digest(),
                                        found.link().identity(),
                                        found.link().address(),
                                        found.link().present()));
    }

    /**
     * The address is the person's. Another one than before ends all sessions.
     *
     * @return empty when somebody was quicker
     */
    public Optional<Done> confirm(Open open) {
        var done = database.system(sql -> confirm(sql, open));
        done.filter(Done::moved).ifPresent(one -> sessions.forgetAll(one.identity));
        return done;
    }

    private Optional<Done> confirm(Handle sql, Open open) {
        table.lock(sql, open.identity);
        var found = table.find(sql, open.digest, LinkPurpose.CONFIRMATION, now());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var link = found.get();
        table.deleteAll(sql, link.identity());
        boolean moves = !link.address().equals(link.present());
        if (moves) {
            move(sql, link);
        } else {
            identities.confirm(sql, link.identity(), link.address(), now());
        }
        return Optional.of(new Done(link.identity(), moves));
    }

    private void move(Handle sql, Link link) {
        var before = identities.find(sql, link.identity()).orElseThrow();
        var password = link.passwordHash().map(PasswordHash::new);
        identities.move(sql, link.identity(), link.address(), password, now());
        sessions.endAll(sql, link.identity());
        if (before.confirmed().isPresent()) {
            var where = Home.one(homes.of(sql, link.identity())).map(Home::id);
            var end = now().plus(NEWS);
            outbox.write(
                    sql,
                    now(),
                    way(sql, link.identity()),
                    mails.addressChanged(before.address(), where, end));
        }
    }

    private Instant now() {
        return Instant.now(database.clock());
    }
}
