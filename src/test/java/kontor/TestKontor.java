package kontor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import kontor.app.Sandbox;
import kontor.app.Wiring;
import kontor.config.Config;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Timeouts;
import kontor.db.Tx;
import kontor.folders.FolderChannel;
import kontor.history.KeptPositions;
import kontor.http.Route;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.iam.Users;
import kontor.mail.SmtpServer;
import kontor.openapi.Documented;
import kontor.openid.Provider;
import kontor.postgres.DatabaseUrl;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.server.Server;
import kontor.sessions.SessionLimits;
import kontor.shares.Allowance;
import kontor.vault.KeySource;
import kontor.vault.Vault;
import org.jdbi.v3.core.statement.Query;

/**
 * A whole Kontor for tests: real PostgreSQL, real HTTP, one per test run; each test makes itself an
 * organization of its own.
 */
public final class TestKontor {

    /** Where connections have their folders. */
    public static final Path BANK_FILES = TestPostgres.OWN.resolve("bank-files");

    /** The master key of tests, the same for all of their nodes. */
    public static final String SECRET_KEY = "dGVzdHMgaGF2ZSBhIGtleSBvZiAzMiBieXRlcyB0b28=";

    public static final Vault VAULT = Vault.of(KeySource.given(SECRET_KEY));

    private static final String BASE_URL = "http://127.0.0.1:8080";
    private static TestKontor shared;

    private final TestPostgres postgres;
    private final String jdbcUrl;
    private final Database database;
    private final Wiring wiring;
    private final Server server;
    private final Map<String, PasswordHash> addresses = new ConcurrentHashMap<>();
    private Documented documented;

    private TestKontor() {
        postgres = TestPostgres.start();
        jdbcUrl = postgres.database();
        database = open(jdbcUrl, 16, Clock.systemUTC());
        wiring = wiring(database);
        server = new Server("127.0.0.1", 0, wiring.dispatch());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private void close() {
        server.close();
        database.close();
        postgres.close();
    }

    public static synchronized TestKontor shared() {
        if (shared == null) {
            shared = new TestKontor();
        }
        return shared;
    }

    /** The same, where a test has used it already. */
    static synchronized Optional<TestKontor> started() {
        return Optional.ofNullable(shared);
    }

    /** Whether the database is that of several servers. */
    boolean isDistributed() {
        return TestPostgres.named().isPresent();
    }

    /** Opens a database as {@link Database} does, on a machine that may have much else to do. */
    public static Database open(String jdbcUrl, int poolSize, Clock clock) {
        return Database.open(
                new DatabaseUrl(jdbcUrl), poolSize, clock, Timeouts.STANDARD.times(10));
    }

    public Database database() {
        return database;
    }

    /** Where the test database is; holds a password of this test run. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /**
     * The address of a further, empty database; holds a password of this test run. Where there can
     * be none the test is skipped.
     */
    public String emptyDatabase() {
        return postgres.emptyDatabase();
    }

    /** The same with the tables of this Kontor, for tests that are not about how they are made. */
    public String freshDatabase() {
        return postgres.freshDatabase();
    }

    /**
     * The same, for what looks at every organization that there is: those of other tests are
     * hundreds. Where there can be none it is the shared one.
     */
    public String freshDatabaseOrShared() {
        return isDistributed() ? jdbcUrl : freshDatabase();
    }

    /**
     * The address of a new database that holds what this one holds now; nobody may be connected to
     * it. Where there can be none the test is skipped.
     */
    public String copyOf(String database) {
        return postgres.copyOf(database);
    }

    /** The address of the same database for the superuser; skips the test where there is none. */
    public String asSuperuser(String database) {
        return postgres.asSuperuser(database);
    }

    public Wiring wiring() {
        return wiring;
    }

    /** The rooms put together anew on a database that a test opened itself. */
    public static Wiring wiring(Database database) {
        return new Wiring(database, VAULT, BASE_URL, false, new FolderChannel(BANK_FILES));
    }

    public List<Route> routes() {
        return wiring.ground().routes().all();
    }

    public int port() {
        return server.port();
    }

    /** A second node on the same database: its own wiring, caches, lanes and port. */
    public Node anotherNode() {
        return new Node(wiring(database));
    }

    /** A node that slows callers down, as a real one does. */
    public Node nodeWithRateLimit() {
        return new Node(new Wiring(database, VAULT, BASE_URL, true, new FolderChannel(BANK_FILES)));
    }

    /** A node on which each organization may use so much. */
    public Node nodeWith(Allowance allowance) {
        return new Node(
                new Wiring(
                        database,
                        VAULT,
                        BASE_URL,
                        false,
                        new FolderChannel(BANK_FILES),
                        KeptPositions.inMemory(),
                        allowance,
                        Config.People.STANDARD));
    }

    /** A node on which people sign in by this provider, too. */
    public Node nodeWith(Provider provider) {
        return nodeWith(
                new Config.People(SessionLimits.STANDARD, Optional.empty(), Optional.of(provider)));
    }

    /** A node that hands its mail to this server when {@link Node#post} says so. */
    public Node nodeWithMail(SmtpServer mail) {
        return nodeWith(
                new Config.People(SessionLimits.STANDARD, Optional.of(mail), Optional.empty()));
    }

    private Node nodeWith(Config.People people) {
        return new Node(
                new Wiring(
                        database,
                        VAULT,
                        BASE_URL,
                        false,
                        new FolderChannel(BANK_FILES),
                        KeptPositions.inMemory(),
                        Allowance.STANDARD,
                        people));
    }

    /** One more server; closed by the test that asked for it. */
    public static final class Node implements AutoCloseable {
        private final Wiring wiring;
        private final Server other;

        Node(Wiring wiring) {
            this.wiring = wiring;
            other = new Server("127.0.0.1", 0, wiring.dispatch());
            other.start();
        }

        public int port() {
            return other.port();
        }

        public Wiring wiring() {
            return wiring;
        }

        /** Answers those who forgot their password, and sends what waits to be mailed. */
        public void post() {
            var resets = wiring.people().resets();
            resets.asked().forEach(resets::answer);
            var postman = wiring.people().postman().orElseThrow();
            postman.due().forEach(postman::send);
        }

        /** The same user, asking this node. */
        public Client as(Client client) {
            return client.at(other.port());
        }

        @Override
        public void close() {
            other.close();
        }
    }

    /** What the answers of a Kontor are checked against; every {@link Client} does it by itself. */
    public synchronized Documented documented() {
        if (documented == null) {
            documented = new Documented(openApi());
        }
        return documented;
    }

    private String openApi() {
        var address = URI.create("http://127.0.0.1:" + port() + "/openapi.json");
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "the OpenAPI document cannot be made, see the log: " + answer.body());
            }
            return answer.body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /**
     * A sandbox organization as a first start makes it, with its users. Most tests are programs, so
     * the owner gets the password only when a test asks for it ({@link #letSignIn}): its hash takes
     * a while by design.
     */
    public SandboxOrganization sandbox() {
        return new SandboxOrganization(this, new Sandbox(wiring, this::ofNobody).create());
    }

    /** The hash of no password that anybody could tell. */
    private PasswordHash ofNobody(String address, Secret password) {
        // The first one makes the address known, and salts all others of it.
        var first =
                addresses.computeIfAbsent(
                        address, one -> wiring.people().identities().hash(one, password));
        var base64 = Base64.getEncoder().withoutPadding();
        var hash = new byte[32];
        new SecureRandom().nextBytes(hash);
        return new PasswordHash(
                "$argon2id$v=19$m=19456,t=2,p=1$%s$%s"
                        .formatted(
                                base64.encodeToString(first.salt()), base64.encodeToString(hash)));
    }

    /** Lets the owner of a sandbox sign in with the login that is shown once. */
    void letSignIn(Sandbox.Keys keys) {
        var identities = wiring.people().identities();
        var hash = identities.hash(keys.email(), new Secret(keys.password()));
        UUID owner =
                database.read(
                        keys.organization(),
                        tx ->
                                tx.query(
                                                """
                                                SELECT m.identity_id FROM memberships m
                                                JOIN identities i ON i.id = m.identity_id
                                                WHERE m.organization_id = :org AND i.address = :address
                                                """)
                                        .bind("address", keys.email())
                                        .mapTo(UUID.class)
                                        .one());
        database.system(
                sql -> {
                    identities.setPassword(sql, owner, hash);
                    return true;
                });
    }

    /**
     * How PostgreSQL would run a query of an organization, a line a step; it reads a table from end
     * to end only where no index serves.
     */
    public List<String> plan(OrganizationId organization, String sql, UnaryOperator<Query> bound) {
        return database().read(organization, tx -> plan(tx, sql, bound));
    }

    static List<String> plan(Tx tx, String sql, UnaryOperator<Query> bound) {
        tx.sql().execute("SET LOCAL enable_seqscan = off");
        return bound.apply(tx.query("EXPLAIN " + sql)).mapTo(String.class).list();
    }

    /** A fresh organization (zone Europe/Stockholm) with an owner role and nothing else. */
    public OrganizationId organization() {
        var id =
                wiring.people()
                        .organizations()
                        .create(new Organizations.New("Test", true, ZoneId.of("Europe/Stockholm")));
        database.write(
                id, tx -> wiring.people().roles().create(tx, "owner", true, Permissions.ALL));
        return id;
    }

    /** The id of a new role with these permissions. */
    public UUID role(OrganizationId organization, Set<String> permissions) {
        String name = "role " + Ids.next();
        return database.write(
                organization, tx -> wiring.people().roles().create(tx, name, false, permissions));
    }

    /** A programmatic user of the organization, in a role of its own with these permissions. */
    public Client client(OrganizationId organization, Set<String> permissions) {
        UUID role = role(organization, permissions);
        return keyHolder(key(organization, "test-user", role));
    }

    /** A programmatic user in a role that exists. */
    public Member memberIn(OrganizationId organization, String roleId) {
        var key = key(organization, "member", UUID.fromString(roleId));
        return new Member(keyHolder(key), key.id().toString(), roleId);
    }

    /**
     * The token of an invitation that is open, as whoever runs Kontor makes it on the command line:
     * nobody else is shown one.
     */
    public String invitation(OrganizationId organization, String email) {
        var users = wiring.people().users();
        return database.write(
                organization,
                tx -> {
                    var invited = users.forOperator(tx, email).orElseThrow();
                    return users.inviteAnyway(tx, email, invited.name(), invited.roleId())
                            .orElseThrow()
                            .text();
                });
    }

    private Users.NewKey key(OrganizationId organization, String user, UUID role) {
        String system = "system " + Ids.next();
        return database.write(
                organization,
                tx -> wiring.people().users().createProgrammatic(tx, user, role, system));
    }

    /** Somebody without credentials. */
    public Client stranger() {
        return presenting("");
    }

    /** Somebody who has this key. */
    public Client keyHolder(String accessKey, String secret) {
        return presenting(Client.basic(accessKey, secret));
    }

    /** Somebody who has this key. */
    public Client keyHolder(Users.NewKey key) {
        return keyHolder(key.accessKey(), key.secret().text());
    }

    /** Somebody who sends exactly this Authorization header. */
    public Client presenting(String authorization) {
        return new Client(this, port(), authorization);
    }
}
