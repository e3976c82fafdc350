package kontor.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kontor.bookednames.BookedNames;
import kontor.config.Config;
import kontor.connections.Channels;
import kontor.db.Database;
import kontor.emergency.EmergencyDesk;
import kontor.emergency.EmergencyRoutes;
import kontor.folders.FolderChannel;
import kontor.folders.FolderRetention;
import kontor.health.DatabaseCheck;
import kontor.health.FolderCheck;
import kontor.health.Health;
import kontor.health.HealthRoutes;
import kontor.health.LanesCheck;
import kontor.health.SchemaCheck;
import kontor.history.HistoryCheck;
import kontor.history.KeptPositions;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.iam.Permissions;
import kontor.jobs.Job;
import kontor.jobs.Jobs;
import kontor.jobs.WatchTable;
import kontor.lines.Calls;
import kontor.lines.LimitedChannel;
import kontor.lines.Lines;
import kontor.lines.Pace;
import kontor.mandatepapers.PaperRoutes;
import kontor.metrics.NodeMeters;
import kontor.openapi.OpenApiRoutes;
import kontor.reference.ReferenceRoutes;
import kontor.retention.Housekeeping;
import kontor.retention.Keep;
import kontor.retention.Retention;
import kontor.retention.Step;
import kontor.search.Search;
import kontor.search.SearchRoutes;
import kontor.security.Exchange;
import kontor.server.Server;
import kontor.shares.Allowance;
import kontor.testbank.TestBankChannel;
import kontor.testbankgirot.SimulatedBankgirot;
import kontor.vault.InstallationSecrets;
import kontor.vault.Vault;

/**
 * Every room and who knows whom, floor by floor from the ground up. Nothing is joined anywhere
 * else.
 */
public final class Wiring {

    private final Ground ground;
    private final People people;
    private final Parties parties;
    private final Paying paying;
    private final Banking banking;
    private final Health health;
    private final boolean enforceRateLimit;
    private final FolderChannel folders;
    private final Calls calls = new Calls(Pace.STANDARD);
    private final Lines lines;
    private final ReferenceRoutes reference;

    /**
     * @param vault opens what is encrypted in the database
     * @param issuer the address that clients know this Kontor by; it stands in access tokens
     * @param folders the channel through folders, where they are
     */
    public Wiring(
            Database database,
            Vault vault,
            String issuer,
            boolean enforceRateLimit,
            FolderChannel folders) {
        this(database, vault, issuer, enforceRateLimit, folders, KeptPositions.inMemory());
    }

    /**
     * @param kept what this node knows of the feeds
     */
    public Wiring(
            Database database,
            Vault vault,
            String issuer,
            boolean enforceRateLimit,
            FolderChannel folders,
            KeptPositions kept) {
        this(
                database,
                vault,
                issuer,
                enforceRateLimit,
                folders,
                kept,
                Allowance.STANDARD,
                Config.People.STANDARD);
    }

    /**
     * @param allowance what each organization may use at most
     * @param settings how people come in
     */
    public Wiring(
            Database database,
            Vault vault,
            String issuer,
            boolean enforceRateLimit,
            FolderChannel folders,
            KeptPositions kept,
            Allowance allowance,
            Config.People settings) {
        this.enforceRateLimit = enforceRateLimit;
        this.folders = folders;
        ground = Ground.on(database, vault, kept, allowance, () -> people().office());
        // Roles are kept by chains and limited to accounts of the floor above.
        people =
                new People(
                        ground,
                        issuer,
                        settings,
                        People.Guards.enforced(enforceRateLimit),
                        new Parties.RoleLimits(this::parties),
                        (tx, ids) -> parties().chains().keeping(tx, ids));
        var channels =
                new Channels(List.of(testBank(database), new LimitedChannel(folders, calls)));
        parties = new Parties(ground, people, channels, Paying.uses());
        paying = new Paying(ground, parties);
        banking = new Banking(ground, people, parties, paying);
        lines = banking.lines(calls);
        health = health(ground, banking);
        folders.base().ifPresent(base -> health.with(new FolderCheck("bank-files", base)));
        folders.identity().ifPresent(health::with);
        reference = register();
    }

    private static Health health(Ground ground, Banking banking) {
        return new Health()
                .with(new DatabaseCheck(ground.database()))
                .with(new SchemaCheck(ground.database()))
                .with(new LanesCheck(ground.changes()::longestRun))
                .with(new HistoryCheck(banking.history().watch()));
    }

    private TestBankChannel testBank(Database database) {
        return new TestBankChannel(
                database,
                one -> database.read(one, people.organizations()::isSandbox),
                new SimulatedBankgirot());
    }

    /** In the order in which the OpenAPI document lists them. */
    private ReferenceRoutes register() {
        people.register();
        parties.register();
        banking.registerFiles();
        new EmergencyRoutes(
                        ground.database(),
                        ground.resources(),
                        parties.connections(),
                        people.organizations())
                .register(ground.routes());
        paying.register(parties.moves());
        parties.registerBesides(paying.directDebits(), paying.cancellations());
        paying.challenges(parties).register(ground.routes());
        new PaperRoutes(paying.papers(people, parties)).register(ground.routes());
        banking.register();
        new HealthRoutes(health).register(ground.routes());
        var openApi = new OpenApiRoutes(ground.routes(), Permissions.meanings());
        openApi.register();
        var search = new Search(banking.searched(paying));
        new SearchRoutes(ground.resources(), search).register(ground.routes());
        return new Roof(ground, people, parties, paying, banking, search)
                .register(openApi::document);
    }

    /** Does what the first reader of the API reference would wait for. */
    void prepareReference() {
        reference.prepare();
    }

    public Dispatch dispatch() {
        return dispatch(_ -> {});
    }

    /**
     * @param measured told of each request and its answer
     */
    Dispatch dispatch(Consumer<Exchange> measured) {
        var pageTokens =
                new PageTokens(InstallationSecrets.pageTokenKey(ground.database(), ground.vault()));
        return new Dispatch(
                ground.routes(),
                people.credentials(),
                people.reception(),
                pageTokens,
                enforceRateLimit,
                measured.andThen(ground.security()::answered));
    }

    /** The same with the retention of {@link Keep#STANDARD}. */
    public Jobs jobs() {
        return jobs(Keep.STANDARD);
    }

    /** What runs by itself; nodes of two versions know the jobs by their names. */
    public Jobs jobs(Keep keep) {
        var organizations = people.organizations();
        var housekeeping = housekeeping(keep);
        var jobs = new ArrayList<>(people.mailing().jobs());
        jobs.addAll(paying.jobs(new WatchTable(ground.database()), parties.moves()));
        jobs.addAll(
                List.of(
                        new BookedNames(ground.database()).job(organizations::all),
                        Job.ofOrganizations(
                                "statement-check",
                                Duration.ofDays(1),
                                organizations::all,
                                banking::compareWithStatements),
                        Job.ofOrganizations(
                                "housekeeping",
                                Duration.ofHours(1),
                                organizations::all,
                                housekeeping::round)));
        return new Jobs(ground.database(), jobs);
    }

    /** What is done for an organization now and then. */
    public Housekeeping housekeeping(Keep keep) {
        var steps = new ArrayList<>(paying.housekeeping());
        steps.add(banking.earlyRefunds(paying));
        steps.addAll(new Retention(ground.database(), ground.events(), keep).steps());
        var requests = people.administration().changeRequests();
        steps.add(
                new Step(
                        "expiring change requests",
                        one -> ground.database().write(one, requests::expire)));
        if (folders.base().isPresent()) {
            steps.add(emptyFolders(keep));
        }
        return new Housekeeping(steps);
    }

    private Step emptyFolders(Keep keep) {
        var retention = new FolderRetention(folders);
        var clock = ground.database().clock();
        return new Step(
                "emptying bank folders",
                organization -> {
                    retention.forget(organization, Instant.now(clock).minus(keep.files()));
                    return false;
                });
    }

    /** The work for banks; closed before the database. */
    public Lines lines() {
        return lines;
    }

    /** Works on what came in bulk; closed before the database. */
    List<AutoCloseable> work() {
        return paying.manyAtOnce().work();
    }

    /** The emergency stop from the command line. */
    EmergencyDesk emergencyDesk() {
        return new EmergencyDesk(ground.database(), parties.connections(), people.organizations());
    }

    /** What is measured beside requests. */
    NodeMeters.Parts measured(Server server) {
        return new NodeMeters.Parts(ground.database(), ground.changes(), server, lines, health);
    }

    /** How this node is; whoever opens more than rooms adds its own checks. */
    public Health health() {
        return health;
    }

    public Ground ground() {
        return ground;
    }

    public People people() {
        return people;
    }

    public Parties parties() {
        return parties;
    }

    public Banking banking() {
        return banking;
    }
}
