package kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import kontor.db.CannotStart;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import kontor.history.BankDesk;
import kontor.history.KeptPositions;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code start}, {@code organizations create} and {@code invite}, {@code
 * settings}, {@code keys rotate}; {@code rehearse} is for the launcher.
 */
public final class Main {

    private static final String UNKNOWN =
            """
            kontor: unknown command. There are
              ./kontor start                  serve, with a PostgreSQL of its own unless KONTOR_DATABASE_URL is set
              ./kontor organizations create   make a real organization and invite its owner
              ./kontor organizations invite   invite one owner more, when the others cannot be reached
              ./kontor bank status            bank work that is held, and files that the database lacks
              ./kontor bank adopt             take over a file that the bank has
              ./kontor bank release           let bank work go on
              ./kontor build                  build ahead, and make later starts three times as quick
              ./kontor test                   build and run every test
              ./kontor bench                  measure against PostgreSQL itself
              ./kontor settings               list what can be set
              ./kontor keys rotate            sign access tokens with a new key\
            """;

    private Main() {}

    /** What a command does beside a server that may or may not run. */
    private interface Work {
        void on(Database database) throws WrongWords, IOException;
    }

    public static void main(String[] words) throws InterruptedException {
        String command = String.join(" ", List.of(words).subList(0, Math.min(2, words.length)));
        var options = List.of(words).subList(Math.min(2, words.length), words.length);
        if (!options.isEmpty() && !command.matches("(organizations|bank) .*")) {
            command = String.join(" ", words);
        }
        try {
            switch (command) {
                case "start" -> start(Config.read(System.getenv()));
                case "rehearse" -> Rehearsal.play();
                case "settings" -> System.out.print(Config.settings());
                case "keys rotate" -> rotateKeys(Config.read(System.getenv()));
                case "bank status", "bank adopt", "bank release" -> bank(words);
                case "organizations create" -> createOrganization(options);
                case "organizations invite" -> inviteOwner(options);
                default -> {
                    System.err.println(UNKNOWN);
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
        try (var node = Node.start(config)) {
            greet(config.data().resolve("sandbox.json"), node.made(), node.address().toString());
            if (node.isEmpty()) {
                System.out.println(
                        "There is no organization yet: ./kontor organizations create makes one.");
            }
            var ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        node.close();
                                        ended.countDown();
                                    },
                                    "shutdown"));
            ended.await();
        }
    }

    private static void rotateKeys(Config config) throws WrongWords, IOException {
        withDatabase(
                config,
                database -> {
                    new kontor.signin.SigningKeys(database).rotate();
                    System.out.println(
                            "access tokens are signed with a new key; the old one is accepted for"
                                    + " five more minutes");
                });
    }

    private static void createOrganization(List<String> options)
            throws WrongSetting, WrongWords, IOException {
        if (options.isEmpty()) {
            throw new WrongWords(List.of(NewOrganization.USAGE));
        }
        var wanted = NewOrganization.parse(options);
        withWiring(wiring -> wanted.print(wanted.make(wiring), wiring, System.out));
    }

    private static void inviteOwner(List<String> options)
            throws WrongSetting, WrongWords, IOException {
        if (options.isEmpty()) {
            throw new WrongWords(List.of(NewOwner.USAGE));
        }
        var wanted = NewOwner.Of.parse(options);
        withWiring(wiring -> wanted.owner().print(wanted.invite(wiring), wiring, System.out));
    }

    private static void bank(String[] words) throws WrongSetting, WrongWords, IOException {
        withWiring(
                wiring -> {
                    try {
                        wiring.banking()
                                .bankDesk()
                                .run(List.of(words).subList(1, words.length), System.out);
                    } catch (BankDesk.Wrong no) {
                        throw new WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    /** What a command does with the rooms put together. */
    private interface Command {
        void on(Wiring wiring) throws WrongWords;
    }

    private static void withWiring(Command command) throws WrongSetting, WrongWords, IOException {
        var config = Config.read(System.getenv());
        withDatabase(
                config,
                database ->
                        command.on(
                                new Wiring(
                                        database,
                                        config.baseUrl(config.port()).toString(),
                                        config.rateLimit(),
                                        Node.foldersForCommands(config),
                                        KeptPositions.look(config.history()))));
    }

    /** On the configured database, that of a running Kontor, or one started for the purpose. */
    private static void withDatabase(Config config, Work work) throws WrongWords, IOException {
        var url =
                config.database()
                        .map(DatabaseUrl::jdbc)
                        .or(() -> EmbeddedPostgres.ofRunning(config.data()));
        @Nullable EmbeddedPostgres embedded =
                url.isPresent() ? null : EmbeddedPostgres.start(config.data());
        try (var closing = new Closing(embedded)) {
            work.on(
                    closing.with(
                            Database.open(
                                    embedded != null ? embedded.jdbcUrl() : url.orElseThrow(),
                                    2,
                                    Clock.systemUTC())));
        }
    }

    private static void greet(Path file, Optional<Sandbox.Keys> made, String baseUrl) {
        System.out.println("Kontor answers on " + baseUrl);
        made.ifPresent(
                keys -> {
                    Sandbox.write(file, keys, baseUrl);
                    System.out.println("A sandbox organization was made; its keys are in " + file);
                });
        if (!Files.exists(file)) {
            return;
        }
        try {
            var keys = Json.readOwn(Files.readString(file));
            var developer = keys.path("developer");
            var owner = keys.path("owner");
            String credentials =
                    developer.path("accessKey").asText() + ":" + developer.path("secret").asText();
            System.out.printf(
                    """

                      developer  %s : %s
                      owner      %s : %s
                      dashboard  %s / %s

                    Try:
                      curl -u %s %s/financial-data/v2/accounts
                      curl -u %s %s/payments/v2/counterparties -H 'Content-Type: application/json' -d '{"legalName": "Acme Corp"}'
                      curl -u %s -d grant_type=client_credentials %s/iam/v2/oauth2/token
                    %n\
                    """,
                    developer.path("accessKey").asText(),
                    developer.path("secret").asText(),
                    owner.path("accessKey").asText(),
                    owner.path("secret").asText(),
                    owner.path("email").asText(),
                    owner.path("password").asText(),
                    credentials,
                    baseUrl,
                    credentials,
                    baseUrl,
                    credentials,
                    baseUrl);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
