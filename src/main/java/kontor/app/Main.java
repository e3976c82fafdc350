package kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import kontor.db.CannotStart;
import kontor.db.Database;
import kontor.db.EmbeddedPostgres;
import kontor.http.Json;
import kontor.http.Server;
import org.jspecify.annotations.Nullable;

/** The command line: {@code start}, {@code organizations create} and {@code invite}, {@code settings}, {@code keys rotate}. */
public final class Main {

    private static final int POOL = 16;

    private Main() {}

    /** What a command does beside a server that may or may not run. */
    private interface Work {
        void on(Database database) throws WrongWords;
    }

    public static void main(String[] words) throws InterruptedException {
        String command = String.join(" ", List.of(words).subList(0, Math.min(2, words.length)));
        var options = List.of(words).subList(Math.min(2, words.length), words.length);
        if (!options.isEmpty() && !command.startsWith("organizations ")) {
            command = String.join(" ", words);
        }
        try {
            switch (command) {
                case "start" -> start(Config.read(System.getenv()));
                case "settings" -> System.out.print(Config.settings());
                case "keys rotate" -> rotateKeys(Config.read(System.getenv()));
                case "organizations create" -> createOrganization(options);
                case "organizations invite" -> inviteOwner(options);
                default -> {
                    System.err.println("""
                            kontor: unknown command. There are
                              ./kontor start                  serve, with a PostgreSQL of its own unless KONTOR_DATABASE_URL is set
                              ./kontor organizations create   make a real organization and invite its owner
                              ./kontor organizations invite   invite one owner more, when the others cannot be reached
                              ./kontor test                   build and run every test
                              ./kontor bench                  measure against PostgreSQL itself
                              ./kontor settings               list what can be set
                              ./kontor keys rotate            sign access tokens with a new key""");
                    System.exit(2);
                }
            }
        } catch (IOException broken) {
            System.err.println("kontor: the data folder cannot be used: " + broken);
            System.exit(1);
        } catch (WrongWords no) {
            System.err.println("kontor: " + no.getMessage());
            System.exit(2);
        } catch (WrongSetting | CannotStart | IllegalStateException no) {
            System.err.println("kontor: " + no.getMessage());
            System.exit(1);
        }
    }

    private static void start(Config config) throws InterruptedException, IOException {
        // Argon2, TLS and friends are loaded when first used; what must be there at once is the database.
        @Nullable EmbeddedPostgres embedded = config.database().isPresent() ? null : EmbeddedPostgres.start(config.data());
        try (var closing = new Closing(embedded)) {
            var database = closing.with(Database.open(embedded != null ? embedded.jdbcUrl()
                    : config.database().orElseThrow().jdbc(), POOL, Clock.systemUTC()));
            // The issuer of tokens is known before the port when that is chosen by the system.
            var wiring = new Wiring(database, config.baseUrl(config.port()).toString(), config.rateLimit(),
                    config.bankFiles());
            // Before anything is made whose secrets are shown once: they must have a place to go.
            Files.createDirectories(config.data());
            boolean first = wiring.organizations().all().isEmpty();
            Sandbox.@Nullable Keys made = first && config.sandbox() ? new Sandbox(wiring).create() : null;
            var server = closing.with(new Server(config.bind().getHostAddress(), config.port(), wiring.dispatch()));
            server.start();
            closing.with(wiring.batchWork());
            var jobs = closing.with(wiring.jobs());
            jobs.start();
            String baseUrl = config.baseUrl(server.port()).toString();
            greet(config.data().resolve("sandbox.json"), made, baseUrl);
            if (first && made == null) {
                System.out.println("There is no organization yet: ./kontor organizations create makes one.");
            }
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                closing.all();
                ended.countDown();
            }, "shutdown"));
            ended.await();
        }
    }

    private static void rotateKeys(Config config) throws WrongWords {
        withDatabase(config, database -> {
            new kontor.iam.SigningKeys(database).rotate();
            System.out.println("access tokens are signed with a new key; the old one is accepted for five more minutes");
        });
    }

    private static void createOrganization(List<String> options) throws WrongSetting, WrongWords {
        if (options.isEmpty()) {
            throw new WrongWords(List.of(NewOrganization.USAGE));
        }
        var wanted = NewOrganization.parse(options);
        withWiring(wiring -> wanted.print(wanted.make(wiring), wiring, System.out));
    }

    private static void inviteOwner(List<String> options) throws WrongSetting, WrongWords {
        if (options.isEmpty()) {
            throw new WrongWords(List.of(NewOwner.USAGE));
        }
        var wanted = NewOwner.Of.parse(options);
        withWiring(wiring -> wanted.owner().print(wanted.invite(wiring), wiring, System.out));
    }

    /** What a command does with the rooms put together. */
    private interface Command {
        void on(Wiring wiring) throws WrongWords;
    }

    private static void withWiring(Command command) throws WrongSetting, WrongWords {
        var config = Config.read(System.getenv());
        withDatabase(config, database -> command.on(new Wiring(database, config.baseUrl(config.port()).toString(),
                config.rateLimit(), config.bankFiles())));
    }

    /** On the configured database, that of a running Kontor, or one started for the purpose. */
    private static void withDatabase(Config config, Work work) throws WrongWords {
        var url = config.database().map(DatabaseUrl::jdbc).or(() -> EmbeddedPostgres.ofRunning(config.data()));
        @Nullable EmbeddedPostgres embedded = url.isPresent() ? null : EmbeddedPostgres.start(config.data());
        try (var closing = new Closing(embedded)) {
            work.on(closing.with(Database.open(embedded != null ? embedded.jdbcUrl() : url.orElseThrow(), 2,
                    Clock.systemUTC())));
        }
    }

    private static void greet(Path file, Sandbox.@Nullable Keys made, String baseUrl) {
        System.out.println("Kontor answers on " + baseUrl);
        if (made != null) {
            Sandbox.write(file, made, baseUrl);
            System.out.println("A sandbox organization was made; its keys are in " + file);
        }
        if (!Files.exists(file)) {
            return;
        }
        try {
            var keys = Json.readOwn(Files.readString(file));
            var developer = keys.path("developer");
            var owner = keys.path("owner");
            String credentials = developer.path("accessKey").asText() + ":" + developer.path("secret").asText();
            System.out.printf("""

                      developer  %s : %s
                      owner      %s : %s
                      dashboard  %s / %s

                    Try:
                      curl -u %s %s/financial-data/v2/accounts
                      curl -u %s %s/payments/v2/counterparties -H 'Content-Type: application/json' -d '{"legalName": "Acme Corp"}'
                      curl -u %s -d grant_type=client_credentials %s/iam/v2/oauth2/token
                    %n""", developer.path("accessKey").asText(), developer.path("secret").asText(),
                    owner.path("accessKey").asText(), owner.path("secret").asText(), owner.path("email").asText(),
                    owner.path("password").asText(), credentials, baseUrl, credentials, baseUrl, credentials, baseUrl);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
