package kontor.app;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kontor.clocks.ClockCheck;
import kontor.clocks.SteadyClock;
import kontor.config.Config;
import kontor.config.Setting;
import kontor.db.AdvisoryLock;
import kontor.db.Database;
import kontor.db.SessionLock;
import kontor.disks.FolderTrial;
import kontor.embedded.EmbeddedPostgres;
import kontor.folders.FolderChannel;
import kontor.folders.FolderIdentity;
import kontor.health.FolderCheck;
import kontor.history.HistoryWatch;
import kontor.history.KeptPositions;
import kontor.metrics.Metrics;
import kontor.metrics.MetricsServer;
import kontor.metrics.NodeMeters;
import kontor.postgres.CannotStart;
import kontor.postgres.DatabaseUrl;
import kontor.postgres.Postgres;
import kontor.server.Server;
import kontor.vault.Vault;

/** One Kontor at work: opened bottom up, closed top down. */
final class Node implements AutoCloseable {

    private static final int POOL = 16;

    /** After a start, before what can wait is done. */
    private static final int QUIET_SECONDS = 5;

    /** One node at a time looks whether there is an organization, and makes the first. */
    private static final AdvisoryLock.Pair FIRST_START = new AdvisoryLock.Pair(0x6b66_7374, 0);

    private final Closing closing;
    private final URI address;
    private final boolean isEmpty;
    private final boolean servesBothKinds;
    private final Optional<Sandbox.Keys> made;

    private Node(
            Closing closing,
            URI address,
            boolean isEmpty,
            boolean servesBothKinds,
            Optional<Sandbox.Keys> made) {
        this.closing = closing;
        this.address = address;
        this.isEmpty = isEmpty;
        this.servesBothKinds = servesBothKinds;
        this.made = made;
    }

    /** Serves when it returns. */
    static Node start(Config config) throws IOException {
        return start(config, new SteadyClock(), new Closing());
    }

    /**
     * The same, to be stopped also while it starts. What can be refused is looked at before
     * anything is made: port, folder, database.
     */
    static Node start(Config config, SteadyClock clock, Closing closing) throws IOException {
        try {
            var ports = Ports.take(config, closing);
            // What is made has secrets that are shown once: they must have a place to go.
            FolderTrial.begin("data folder", config.data(), Setting.KONTOR_DATA.name());
            return open(config, clock, ports, closing);
        } catch (IOException | RuntimeException | Error failed) {
            closing.close();
            throw failed;
        }
    }

    /** What this node listens on, taken before anything is made. */
    private record Ports(ServerSocketChannel clients, Optional<ServerSocketChannel> metrics) {

        static Ports take(Config config, Closing closing) {
            var listening = Server.listen(config.bind().getHostAddress(), config.port());
            return new Ports(
                    closing.with(listening),
                    config.told()
                            .metricsPort()
                            .map(MetricsServer::listen)
                            .map(closing::<ServerSocketChannel>with));
        }
    }

    private static Node open(Config config, SteadyClock clock, Ports ports, Closing closing)
            throws IOException {
        // Argon2, TLS and friends are loaded when first used; what must be there at once is the
        // database.
        var url = databaseUrl(config, closing);
        boolean alone = config.database().isEmpty() || Postgres.at(url).isAlone();
        var database = closing.with(Database.open(url, POOL, clock));
        var vault = Vault.open(database, config.masterKeys(), alone);
        vault.warning().ifPresent(System.err::println);
        var clockCheck = ClockCheck.begin(database, clock);
        var address = config.baseUrl(ports.clients.socket().getLocalPort());
        var kept = closing.with(KeptPositions.open(config.history()));
        var folders = folders(config, database);
        // The issuer of tokens is known before the port when that is chosen by the system.
        var wiring =
                new Wiring(
                        database,
                        vault,
                        config.baseUrl(config.port()).toString(),
                        config.rateLimit(),
                        folders,
                        kept,
                        config.allowance(),
                        config.people());
        if (folders.base().isEmpty()) {
            refuseToLeaveFoldersBehind(wiring);
        }
        boolean first;
        var made = Optional.<Sandbox.Keys>empty();
        try (var _ = SessionLock.take(database, FIRST_START)) {
            first = wiring.people().organizations().all().isEmpty();
            if (first && config.sandbox()) {
                made = Optional.of(sandbox(config, wiring, address));
            }
        }
        anchor(config, wiring, closing);
        closing.with(wiring.ground().security()).start();
        serve(config, wiring, ports, closing);
        wiring.health().with(clockCheck);
        work(config, wiring, closing);
        boolean both = wiring.people().organizations().areOfBothKinds();
        return new Node(closing, address, first && made.isEmpty(), both, made);
    }

    static Path anchorFolder(Config config) {
        return config.told().anchors().orElse(config.data().resolve("anchors"));
    }

    /** From now on what the feeds hold is known outside the database too. */
    private static void anchor(Config config, Wiring wiring, Closing closing) throws IOException {
        var database = wiring.ground().database();
        var events = wiring.ground().events();
        var folder = anchorFolder(config);
        closing.with(wiring.ground().anchors())
                .open(
                        folder,
                        () ->
                                wiring.people().organizations().all().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        one -> one,
                                                        one -> database.read(one, events::end))));
    }

    /** With figures where somebody wants them. */
    private static void serve(Config config, Wiring wiring, Ports ports, Closing closing) {
        Consumer<Thread> leave = wiring.ground().database().forRequests()::leave;
        if (ports.metrics.isEmpty()) {
            var server = new Server(ports.clients, wiring.dispatch(), config.edge());
            closing.with(server.whenClientsLeave(leave)).start();
            return;
        }
        var metrics = closing.with(new Metrics());
        var server = new Server(ports.clients, wiring.dispatch(metrics), config.edge());
        closing.with(server.whenClientsLeave(leave)).start();
        closing.with(new NodeMeters(metrics, wiring.measured(server))).start();
        var told = new MetricsServer(ports.metrics.get(), metrics);
        closing.with(told).start();
        System.out.println("Metrics are on http://127.0.0.1:" + told.port() + "/metrics");
    }

    /** Its keys are in their file before anybody can find the organization. */
    private static Sandbox.Keys sandbox(Config config, Wiring wiring, URI address) {
        var file = config.data().resolve("sandbox.json");
        return new Sandbox(wiring).create(keys -> Sandbox.write(file, keys, address.toString()));
    }

    private static void work(Config config, Wiring wiring, Closing closing) {
        closing.with(wiring.health())
                .with(new FolderCheck("data-folder", config.data()))
                .with(wiring.lines())
                .watch();
        watchHistory(config, closing.with(wiring.banking().history().watch()));
        wiring.work().forEach(closing::with);
        closing.with(wiring.lines()).start();
        closing.with(wiring.jobs(config.keep())).start();
        CompletableFuture.delayedExecutor(
                        QUIET_SECONDS,
                        TimeUnit.SECONDS,
                        Thread.ofPlatform().daemon().name("reference")::start)
                .execute(wiring::prepareReference);
    }

    private static DatabaseUrl databaseUrl(Config config, Closing closing) {
        if (config.database().isEmpty()) {
            return closing.opening(() -> EmbeddedPostgres.start(config.data())).urls();
        }
        var url = config.database().get();
        Postgres.at(url).await(config.databaseWait(), closing::isClosed, System.err::println);
        return url;
    }

    private static FolderChannel folders(Config config, Database database) {
        return config.bankFiles()
                .map(base -> FolderIdentity.open(database, base))
                .map(known -> new FolderChannel(known, database, config.largestBankFile()))
                .orElseGet(FolderChannel::withoutFolder);
    }

    /**
     * A command that makes connections refuses what a node refuses, and one that asks what left
     * asks the folder of its database.
     */
    static FolderChannel foldersForCommands(Config config, Database database) {
        return config.bankFiles()
                .map(base -> FolderChannel.forCommands(database, base))
                .orElseGet(FolderChannel::withoutFolder);
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

    /** It serves a sandbox and a real organization. */
    boolean servesBothKinds() {
        return servesBothKinds;
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
