package kontor.app;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.config.Config;
import kontor.guesses.Guesses;
import kontor.identities.Identities;
import kontor.jobs.Job;
import kontor.mail.Mail;
import kontor.mail.Outbox;
import kontor.mail.Postman;
import kontor.mail.SmtpServer;
import kontor.mailpages.OutboxRoutes;
import kontor.pages.Pages;
import kontor.resets.Confirmations;
import kontor.resets.Resets;
import kontor.sessions.Sessions;
import kontor.signinpages.AddressRoutes;
import kontor.signinpages.EntranceRoutes;
import kontor.signinpages.ForgottenRoutes;
import kontor.vault.SealedTexts;

/** Mail and what the links in it do. */
final class Mailing {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ground ground;
    private final Outbox outbox;
    private final Resets resets;
    private final Confirmations confirmations;
    private final Optional<Postman> postman;

    /**
     * Who has links.
     *
     * @param guesses who slows down those who ask for many
     */
    record Holders(Identities identities, Sessions sessions, Guesses guesses) {}

    /**
     * @param address the one that people know this Kontor by
     */
    Mailing(Ground ground, String address, Outbox outbox, Optional<SmtpServer> server, Holders of) {
        this.ground = ground;
        this.outbox = outbox;
        var database = ground.database();
        resets = new Resets(database, of.identities, of.sessions, outbox, of.guesses, address);
        confirmations =
                new Confirmations(
                        database, of.identities, of.sessions, outbox, of.guesses, address);
        String host = URI.create(address).getHost();
        postman = server.map(smtp -> new Postman(database, outbox, smtp, host, this::givenUp));
    }

    /**
     * Where links lead: to the name of the machine itself instead of its number, for which browsers
     * make no passkeys.
     */
    static String forPeople(String issuer) {
        return issuer.replace("//127.0.0.1", "//localhost");
    }

    static Outbox outbox(Ground ground, Config.People settings) {
        var texts = SealedTexts.with(ground.database(), ground.vault(), "mails");
        return new Outbox(settings.mail().isPresent(), texts);
    }

    private void givenUp(Mail mail, String why) {
        ground.security().mailGivenUp(mail.organization(), mail.kind().name(), why);
    }

    /** The pages on which people come in, and those to which links lead. */
    void register(Pages pages, People people) {
        var routes = ground.routes();
        var arrivals = people.arrivals();
        var doors =
                new EntranceRoutes.Doors(
                        people.identities(),
                        people.sessions(),
                        people.organizations(),
                        people.invitations(),
                        resets,
                        confirmations);
        var base = URI.create(people.issuer());
        new EntranceRoutes(pages, base, arrivals, people.ways(), doors).register(routes);
        var identities = people.identities();
        var database = ground.database().forRequests();
        new ForgottenRoutes(pages, resets, identities, arrivals).register(routes);
        new AddressRoutes(pages, confirmations, identities, arrivals).register(routes);
        new OutboxRoutes(
                        pages,
                        database,
                        people.organizations(),
                        people.invitationLinks(),
                        outbox,
                        forPeople(people.issuer()))
                .register(routes);
    }

    /** What is done by itself. */
    List<Job<?>> jobs() {
        var jobs = new ArrayList<Job<?>>();
        jobs.add(new Job<>("forgotten-passwords", PAUSE, resets::asked, resets::answer));
        var database = ground.database();
        jobs.add(
                new Job<>(
                        "old-mails",
                        HOUR,
                        () -> List.of("mails that are over"),
                        _ -> outbox.forgetOld(database)));
        postman.ifPresent(one -> jobs.add(new Job<>("mail", PAUSE, one::due, one::send)));
        return jobs;
    }

    /** What is to be mailed. */
    Outbox outbox() {
        return outbox;
    }

    Resets resets() {
        return resets;
    }

    /** Who sends mail; nobody where no mail server is set. */
    Optional<Postman> postman() {
        return postman;
    }
}
