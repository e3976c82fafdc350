package kontor.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kontor.clocks.SteadyClock;
import kontor.config.Config;
import kontor.config.Setting;
import kontor.config.WrongSetting;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import kontor.disks.DiskWords;
import kontor.postgres.CannotStart;
import kontor.security.OperatingSystem;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code start}, {@code organizations create} and {@code invite}, {@code
 * settings}, {@code keys rotate}; {@code rehearse} is for the launcher.
 */
public final class Main {

    private static final String COMMANDS =
            """
            unknown command. There are
              ./kontor start                  serve, with a PostgreSQL of its own unless KONTOR_DATABASE_URL is set
              ./kontor organizations create   make a real organization and invite its owner
              ./kontor organizations invite   invite one owner more, when the others cannot be reached
              ./kontor users link             make a link for a person who is invited or forgot the password
              ./kontor change-requests list   what waits for a second person
              ./kontor change-requests approve ID --because TEXT    approve it without one; stays marked
              ./kontor bank status            bank work that is held, and files that the database lacks
              ./kontor bank adopt             take over a file that the bank has
              ./kontor bank release           let bank work go on
              ./kontor pause                  emergency stop: nothing leaves for banks, everything else works
              ./kontor resume                 what waits leaves again
              ./kontor build                  build ahead, and make later starts three times as quick
              ./kontor package                make an archive that runs without JDK, Maven and network
              ./kontor test                   build and run every test
              ./kontor bench                  measure against PostgreSQL itself
              ./kontor settings               list what can be set
              ./kontor keys rotate            sign access tokens with a new key; with --now the old one ends at once
              ./kontor audit export           the audit log of an organization as a file
              ./kontor audit verify           prove such a file, with anchors kept elsewhere, without a database
              ./kontor audit anchors begin    put the anchors aside, after a restore that was decided on
              ./kontor keys reseal            encrypt the keys in the database with a new master key\
            """;

    private Main() {}

    public static void main(String[] words) throws InterruptedException {
        String command = String.join(" ", List.of(words).subList(0, Math.min(2, words.length)));
        var options = List.of(words).subList(Math.min(2, words.length), words.length);
        if (!options.isEmpty()
                && !command.matches(
                        "(organizations|users|bank|audit|pause|resume|change-requests) .*")) {
            command = String.join(" ", words);
        }
        try {
            run(command, options, words);
        } catch (IOException broken) {
            end(1, cannotBeUsed(broken));
        } catch (UncheckedIOException broken) {
            end(1, cannotBeUsed(Objects.requireNonNull(broken.getCause())));
        } catch (DatabaseAway | CommitUnknown away) {
            end(1, away.getMessage() + "; start it again");
        } catch (Options.WrongWords no) {
            end(2, no.getMessage());
        } catch (WrongSetting | CannotStart | IllegalStateException no) {
            end(1, no.getMessage());
        }
    }

    private static void run(String command, List<String> options, String[] words)
            throws IOException, InterruptedException, WrongSetting, Options.WrongWords {
        if (ofWords(command, words)) {
            return;
        }
        switch (command) {
            case "start" -> start(Config.read(System.getenv()), new SteadyClock());
            case "rehearse" -> Rehearsal.play();
            case "settings" -> System.out.print(Setting.listing());
            case "keys rotate" -> Commands.rotateKeys(false);
            case "keys rotate --now" -> Commands.rotateKeys(true);
            case "audit export" -> Commands.exportAudit(options);
            case "audit verify" -> {
                if (!Commands.verifyAudit(options)) {
                    System.exit(1);
                }
            }
            case "audit anchors" -> Commands.anchors(options);
            case "keys reseal" -> Commands.reseal();
            case "bank status", "bank adopt", "bank release" -> Commands.bank(words);
            case "organizations create" -> Commands.createOrganization(options);
            case "users link" -> Commands.link(options);
            case "organizations invite" -> Commands.inviteOwner(options);
            default -> end(2, COMMANDS);
        }
    }

    /** What reads its words by itself; false where it is none of these. */
    private static boolean ofWords(String command, String[] words)
            throws IOException, WrongSetting, Options.WrongWords {
        if (command.matches("(pause|resume)( .*)?")) {
            Commands.emergency(words);
            return true;
        }
        if (command.matches("change-requests( .*)?")) {
            Commands.changeRequests(words);
            return true;
        }
        return false;
    }

    private static String cannotBeUsed(IOException broken) {
        var file = broken instanceof FileSystemException ofFile ? ofFile.getFile() : null;
        return file == null
                ? String.valueOf(broken.getMessage())
                : file + " cannot be used: " + DiskWords.of(Path.of(file), broken);
    }

    private static void end(int status, @Nullable String why) {
        System.err.println("kontor: " + why);
        System.exit(status);
    }

    /**
     * Serves until the process is told to end.
     *
     * @param clock by which the node goes
     */
    static void start(Config config, SteadyClock clock) throws InterruptedException, IOException {
        config.told().log().install();
        var closing = new Closing();
        var ended = new CountDownLatch(1);
        var stopping = new AtomicBoolean();
        // From now on: what is being started is stopped too.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stopping.set(true);
                                    closing.close();
                                    ended.countDown();
                                },
                                "shutdown"));
        try (var node = Node.start(config, clock, closing)) {
            greet(config.data().resolve("sandbox.json"), node.made(), node.address().toString());
            if (node.isEmpty()) {
                System.out.println(
                        "There is no organization yet: ./kontor organizations create makes one.");
            }
            if (node.servesBothKinds()) {
                System.out.println(NewOrganization.BOTH_KINDS);
            }
            if (OperatingSystem.isRoot()) {
                System.err.println(
                        "kontor: it runs as root, and needs no right of root: give it a user of its"
                                + " own, as the unit kontor.service does");
            }
            ended.await();
        } catch (IOException | RuntimeException failed) {
            if (stopping.get()) {
                // Somebody stops this start, which is no fault of it.
                ended.await();
                return;
            }
            throw failed;
        }
    }

    /** Secrets are shown once, by the start that made them; later ones say where they are. */
    private static void greet(Path file, Optional<Sandbox.Keys> made, String baseUrl) {
        System.out.println("Kontor answers on " + baseUrl);
        // Passkeys are bound to a name, and an IP address is none.
        System.out.println("People sign in on " + baseUrl.replace("//127.0.0.1", "//localhost"));
        if (!Files.exists(file)) {
            return;
        }
        if (made.isEmpty()) {
            System.out.printf(
                    """
                    The keys of the sandbox are in %s

                    Try:
                      curl -u ACCESS_KEY:SECRET %s/financial-data/v2/accounts
                    %n\
                    """,
                    file, baseUrl);
            return;
        }
        System.out.println("A sandbox organization was made; its keys are in " + file);
        try {
            show(Json.readOwn(Files.readString(file)), baseUrl);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void show(JsonNode keys, String baseUrl) {
        var developer = keys.path("developer");
        var owner = keys.path("owner");
        String credentials =
                developer.path("accessKey").asText() + ":" + developer.path("secret").asText();
        System.out.printf(
                """

                  developer  %s : %s
                  owner      %s : %s
                  dashboard  %s / %s
                  approver   %s / %s

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
                keys.path("approver").path("email").asText(),
                keys.path("approver").path("password").asText(),
                credentials,
                baseUrl,
                credentials,
                baseUrl,
                credentials,
                baseUrl);
    }
}
