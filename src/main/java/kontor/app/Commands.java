package kontor.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import kontor.administration.ChangeRequestDesk;
import kontor.anchors.AuditDesk;
import kontor.config.Config;
import kontor.config.WrongSetting;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import kontor.emergency.EmergencyDesk;
import kontor.history.BankDesk;
import kontor.history.KeptPositions;
import kontor.security.OperatingSystem;
import kontor.vault.Vault;
import org.jspecify.annotations.Nullable;

/** What can be done beside a server that may or may not run; see {@link Main} for the words. */
final class Commands {

    private Commands() {}

    /** What a command does on a database. */
    private interface Work {

        /**
         * @param alone nothing else works on it
         */
        void on(Database database, boolean alone) throws Options.WrongWords, IOException;
    }

    /**
     * @param atOnce the old key may be in wrong hands
     */
    static void rotateKeys(boolean atOnce) throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    var keys = wiring.people().signingKeys();
                    String key = atOnce ? keys.rotateAtOnce() : keys.rotate();
                    wiring.ground().anchors().rotate();
                    rotated(wiring, atOnce ? "keys rotate --now" : "keys rotate");
                    System.out.println(
                            "access tokens are signed with the new key "
                                    + key
                                    + (atOnce
                                            ? "; none of the old ones is accepted any more"
                                            : "; the old one is accepted for five more minutes"));
                });
    }

    static void exportAudit(List<String> words)
            throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    try {
                        var ground = wiring.ground();
                        var all = wiring.people().organizations().all();
                        var whose =
                                AuditDesk.export(
                                        ground.database(), ground.events(), all, words, System.out);
                        ground.security().downloaded(whose, "audit export");
                    } catch (AuditDesk.Wrong no) {
                        throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    static void anchors(List<String> words) throws WrongSetting, Options.WrongWords, IOException {
        var folder = Node.anchorFolder(Config.read(System.getenv()));
        withWiring(
                wiring -> {
                    try {
                        var now = Instant.now(wiring.ground().database().clock());
                        AuditDesk.anchors(folder, words, now, System.out);
                        var all = wiring.people().organizations().all();
                        acted(wiring, all, "audit anchors begin");
                    } catch (AuditDesk.Wrong no) {
                        throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    /** Without a database; false when it does not hold. */
    static boolean verifyAudit(List<String> words) throws Options.WrongWords, IOException {
        try {
            return AuditDesk.verify(words, System.out);
        } catch (AuditDesk.Wrong no) {
            throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
        }
    }

    static void reseal() throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    var done = wiring.ground().vault().reseal(wiring.ground().database());
                    rotated(wiring, "keys reseal");
                    System.out.println(
                            done.secrets()
                                    + " secrets of the database are encrypted with the master key "
                                    + done.key());
                });
    }

    private static void rotated(Wiring wiring, String command) {
        var organizations = wiring.people().organizations().all();
        wiring.ground().security().keysRotated(organizations, command);
    }

    static void createOrganization(List<String> options)
            throws WrongSetting, Options.WrongWords, IOException {
        if (options.isEmpty()) {
            throw new Options.WrongWords(List.of(NewOrganization.USAGE));
        }
        var wanted = NewOrganization.parse(options);
        withWiring(
                wiring -> {
                    var made = wanted.make(wiring);
                    acted(wiring, List.of(made.organization()), "organizations create");
                    wanted.print(made, wiring, System.out);
                });
    }

    static void inviteOwner(List<String> options)
            throws WrongSetting, Options.WrongWords, IOException {
        if (options.isEmpty()) {
            throw new Options.WrongWords(List.of(NewOrganization.Owner.USAGE));
        }
        var wanted = NewOrganization.Owner.Of.parse(options);
        withWiring(
                wiring -> {
                    var invitation = wanted.invite(wiring);
                    acted(wiring, List.of(wanted.organization()), "organizations invite");
                    wanted.owner().print(invitation, wiring, System.out);
                });
    }

    static void link(List<String> words) throws WrongSetting, Options.WrongWords, IOException {
        var wanted = NewLink.parse(words);
        withWiring(
                wiring -> {
                    var made = wanted.make(wiring);
                    acted(wiring, made.organizations(), "users link " + made.user().id());
                    wanted.print(made, System.out);
                });
    }

    /** The audit log tells who acted here. */
    private static void acted(Wiring wiring, List<OrganizationId> where, String command) {
        wiring.ground().security().commandLine(where, command);
    }

    static void bank(String[] words) throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    try {
                        var concerned =
                                wiring.banking()
                                        .bankDesk()
                                        .run(List.of(words).subList(1, words.length), System.out);
                        if (!concerned.isEmpty()) {
                            acted(wiring, concerned, words[0] + " " + words[1]);
                        }
                    } catch (BankDesk.Wrong no) {
                        throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    static void emergency(String[] words) throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    try {
                        var desk = wiring.emergencyDesk();
                        String by = OperatingSystem.user();
                        acted(wiring, desk.run(List.of(words), by, System.out), words[0]);
                    } catch (EmergencyDesk.Wrong no) {
                        throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    static void changeRequests(String[] words)
            throws WrongSetting, Options.WrongWords, IOException {
        withWiring(
                wiring -> {
                    try {
                        var rest = List.of(words).subList(1, words.length);
                        var desk = wiring.people().changeRequestDesk();
                        var where = desk.run(rest, OperatingSystem.user(), System.out);
                        where.ifPresent(
                                one -> acted(wiring, List.of(one), "change-requests approve"));
                    } catch (ChangeRequestDesk.Wrong no) {
                        throw new Options.WrongWords(List.of(String.valueOf(no.getMessage())));
                    }
                });
    }

    /** What a command does with the rooms put together. */
    private interface Command {
        void on(Wiring wiring) throws Options.WrongWords, IOException;
    }

    private static void withWiring(Command command)
            throws WrongSetting, Options.WrongWords, IOException {
        var config = Config.read(System.getenv());
        config.told().log().install();
        withDatabase(
                config,
                (database, alone) ->
                        command.on(
                                new Wiring(
                                        database,
                                        Vault.open(database, config.masterKeys(), alone),
                                        config.baseUrl(config.port()).toString(),
                                        config.rateLimit(),
                                        Node.foldersForCommands(config, database),
                                        KeptPositions.look(config.history()))));
    }

    /** On the configured database, that of a running Kontor, or one started for the purpose. */
    private static void withDatabase(Config config, Work work)
            throws Options.WrongWords, IOException {
        var url = config.database().or(() -> EmbeddedPostgres.ofRunning(config.data()));
        @Nullable EmbeddedPostgres embedded =
                url.isPresent() ? null : EmbeddedPostgres.start(config.data());
        try (var closing = new Closing()) {
            if (embedded != null) {
                closing.with(embedded);
            }
            work.on(
                    closing.with(
                            Database.open(
                                    embedded != null ? embedded.urls() : url.orElseThrow(),
                                    2,
                                    Clock.systemUTC())),
                    embedded != null);
        }
    }
}
