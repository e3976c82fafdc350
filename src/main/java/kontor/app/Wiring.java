package kontor.app;

import java.nio.file.Path;
import java.util.List;
import kontor.banks.BankJobs;
import kontor.batches.BatchWork;
import kontor.connections.Channels;
import kontor.connections.FolderChannel;
import kontor.db.Database;
import kontor.http.Dispatch;
import kontor.http.ErrorPage;
import kontor.http.PageTokens;
import kontor.iam.InstallationSecrets;
import kontor.iam.Permissions;
import kontor.openapi.OpenApiRoutes;
import kontor.testbank.TestBankChannel;

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
    private final boolean enforceRateLimit;

    /**
     * @param issuer the address that clients know this Kontor by; it stands in access tokens
     * @param bankFiles the folder in which connections have theirs
     */
    public Wiring(Database database, String issuer, boolean enforceRateLimit, Path bankFiles) {
        this.enforceRateLimit = enforceRateLimit;
        ground = Ground.on(database);
        // Roles are kept by chains and limited to accounts of the floor above.
        people =
                new People(
                        ground,
                        issuer,
                        new RoleLimits(this::parties),
                        (tx, ids) -> parties().chains().keeping(tx, ids));
        var channels =
                new Channels(List.of(new TestBankChannel(database), new FolderChannel(bankFiles)));
        parties = new Parties(ground, people, channels, Paying.uses());
        paying = new Paying(ground, parties);
        banking = new Banking(ground, people, parties, paying);
        register();
    }

    /** In the order in which the OpenAPI document lists them. */
    private void register() {
        new ErrorPage().register(ground.routes());
        people.register();
        parties.register();
        banking.registerFiles();
        paying.register();
        banking.register();
        new OpenApiRoutes(ground.routes(), Permissions.meanings()).register();
    }

    public Dispatch dispatch() {
        var pageTokens = new PageTokens(InstallationSecrets.pageTokenKey(ground.database()));
        return new Dispatch(ground.routes(), people.credentials(), pageTokens, enforceRateLimit);
    }

    /** What runs by itself: the bank work of each second, and housekeeping each hour. */
    public BankJobs jobs() {
        var organizations = people.organizations();
        return new BankJobs(
                ground.database(),
                organizations::all,
                banking.bankWork(),
                paying.batchWork()::round,
                organization -> paying.housekeeping(organization, organizations));
    }

    /** Works on batches as they come; closed before the database. */
    public BatchWork batchWork() {
        return paying.batchWork();
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
