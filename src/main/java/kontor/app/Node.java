package kontor.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import kontor.db.CannotStart;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import kontor.folders.FolderChannel;
import kontor.folders.FolderIdentity;
import kontor.health.FolderCheck;
import kontor.history.HistoryWatch;
import kontor.history.KeptPositions;
import kontor.server.Server;
import org.jspecify.annotations.Nullable;

/** One Kontor at work: opened bottom up, closed top down. */
final class Node implements AutoCloseable {

    private static final int POOL = 16;

    private final Closing closing;
    private final URI address;
    private final boolean isEmpty;
    private final Optional<Sandbox.Keys> made;

    private Node(Closing closing, URI address, boolean isEmpty, Optional<Sandbox.Keys> made) {
        this.closing = closing;
        this.address = address;
        this.isEmpty = isEmpty;
        this.made = made;
    }

    /** Serves when it returns. */
    static Node start(Config config) throws IOException {
        // Argon2, TLS and friends are loaded when first used; what must be there at once is the
        // database.
        @Nullable EmbeddedPostgres embedded =
                config.database().isPresent() ? null : EmbeddedPostgres.start(config.data());
        var closing = new Closing(embedded);
        try {
            return open(config, embedded, closing);
        } catch (IOException | RuntimeException | Error failed) {
            closing.close();
            throw failed;
        }
    }

    private static Node open(Config config, @Nullable EmbeddedPostgres embedded, Closing closing)
            throws IOException {
        var database =
                closing.with(
                        Database.open(
                                embedded != null
                                        ? embedded.jdbcUrl()
                                        : config.database().orElseThrow().jdbc(),
                                POOL,
                                Clock.systemUTC()));
        var kept = closing.with(KeptPositions.open(config.history()));
        var folders = folders(config, database);
        // The issuer of tokens is known before the port when that is chosen by the system.
        var wiring =
                new Wiring(
                        database,
                        config.baseUrl(config.port()).toString(),
                        config.rateLimit(),
                        folders,
                        kept);
        if (folders.base().isEmpty()) {
            refuseToLeaveFoldersBehind(wiring);
        }
        // Before anything is made whose secrets are shown once: they must have a place to go.
        Files.createDirectories(config.data());
        boolean first = wiring.people().organizations().all().isEmpty();
        Optional<Sandbox.Keys> made =
                first && config.sandbox()
                        ? Optional.of(new Sandbox(wiring).create())
                        : Optional.empty();
        var server =
                closing.with(
                        new Server(
                                config.bind().getHostAddress(),
                                config.port(),
                                wiring.dispatch(),
                                config.edge()));
        server.start();
        closing.with(wiring.health()).with(new FolderCheck("data-folder", config.data())).watch();
        watchHistory(config, closing.with(wiring.banking().history().watch()));
        closing.with(wiring.batchWork());
        closing.with(wiring.lines()).start();
        closing.with(wiring.jobs()).start();
        return new Node(closing, config.baseUrl(server.port()), first && made.isEmpty(), made);
    }

    private static FolderChannel folders(Config config, Database database) {
        return config.bankFiles()
                .map(base -> new FolderChannel(FolderIdentity.open(database, base)))
                .orElseGet(FolderChannel::withoutFolder);
    }

    /** A command that makes connections refuses what a node refuses. */
    static FolderChannel foldersForCommands(Config config) {
        return config.bankFiles().map(FolderChannel::new).orElseGet(FolderChannel::withoutFolder);
    }

    /** Another node, or this one before an upgrade, may have files there that it must not miss. */
    private static void refuseToLeaveFoldersBehind(Wiring wiring) {
        var work = wiring.banking().bankWork();
        wiring.people().organizations().all().stream()
                .flatMap(organization -> work.lines(organization).stream())
                .filter(line -> FolderChannel.carries(line.connection()))
                .findFirst()
                .ifPresent(
                        line -> {
                            throw new CannotStart(
                                    "KONTOR_BANK_FILES is not set, but "
                                            + line
                                            + " exchanges files through a folder: set it to the"
                                            + " folder that all nodes of this database share.");
                        });
    }

    private static void watchHistory(Config config, HistoryWatch watch) {
        if (config.holdBankWork()) {
            watch.hold();
        }
        watch.start();
    }

    URI address() {
        return address;
    }

    /** There is no organization in it. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The keys of the sandbox that this start made. */
    Optional<Sandbox.Keys> made() {
        return made;
    }

    @Override
    public void close() {
        closing.close();
    }
}
