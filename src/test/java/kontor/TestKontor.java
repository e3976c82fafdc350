package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import kontor.app.Wiring;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import kontor.http.Route;
import kontor.http.Server;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.iam.Users;
import kontor.openapi.Documented;
import kontor.statements.IntradayFixture;

/**
 * A whole Kontor for tests: real PostgreSQL, real HTTP, one per test run; each test makes itself an
 * organization of its own.
 */
public final class TestKontor {

    /** Where connections have their folders. */
    public static final Path BANK_FILES = Path.of("target/test-bank-files");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestKontor shared;

    private final EmbeddedPostgres postgres;
    private final String jdbcUrl;
    private final Database database;
    private final Wiring wiring;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private Documented documented;

    private TestKontor() {
        postgres =
                EmbeddedPostgres.start(
                        Path.of("target/test-postgres"), Path.of("target/postgres-programs"));
        jdbcUrl = postgres.createDatabase("test_" + System.nanoTime());
        database = Database.open(jdbcUrl, 16, Clock.systemUTC());
        wiring = new Wiring(database, "http://127.0.0.1:8080", false, BANK_FILES);
        server = new Server("127.0.0.1", 0, wiring.dispatch());
        server.start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    database.close();
                                    postgres.close();
                                }));
    }

    public static synchronized TestKontor shared() {
        if (shared == null) {
            shared = new TestKontor();
        }
        return shared;
    }

    private String openApi() {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + port() + "/openapi.json"))
                                    .build(),
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

    /** What the answers of a Kontor are checked against; every {@link Client} does it by itself. */
    public synchronized Documented documented() {
        if (documented == null) {
            documented = new Documented(openApi());
        }
        return documented;
    }

    public Database database() {
        return database;
    }

    /** Where the test database is; holds a password of this test run. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** The address of a further, empty database; holds a password of this test run. */
    public String emptyDatabase() {
        return postgres.createDatabase("test_" + System.nanoTime());
    }

    /** The same user, asking a server of the test's own. */
    public Client at(int port, Client client) {
        return new Client(client.authorization, port);
    }

    /** A second node on the same database: its own wiring, caches, lanes and port. */
    public Node anotherNode() {
        return new Node(new Wiring(database, "http://127.0.0.1:8080", false, BANK_FILES));
    }

    /** A node that slows callers down, as a real one does. */
    public Node nodeWithRateLimit() {
        return new Node(new Wiring(database, "http://127.0.0.1:8080", true, BANK_FILES));
    }

    public int port() {
        return server.port();
    }

    /** Waits for a condition; no longer than a minute. */
    public static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + java.time.Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited a minute");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    /** One more server; closed by the test that asked for it. */
    public final class Node implements AutoCloseable {
        private final Server other;

        Node(Wiring wiring) {
            other = new Server("127.0.0.1", 0, wiring.dispatch());
            other.start();
        }

        /** The same user, asking this node. */
        public Client as(Client client) {
            return new Client(client.authorization, other.port());
        }

        @Override
        public void close() {
            other.close();
        }
    }

    public Wiring wiring() {
        return wiring;
    }

    public List<Route> routes() {
        return wiring.routes().all();
    }

    /** A fresh organization (zone Europe/Stockholm) with an owner role and nothing else. */
    public OrganizationId organization() {
        var id =
                wiring.organizations()
                        .create(new Organizations.New("Test", true, ZoneId.of("Europe/Stockholm")));
        database.write(id, tx -> wiring.roles().create(tx, "owner", true, Permissions.ALL));
        return id;
    }

    /** A programmatic user of the organization, in a role of its own with these permissions. */
    public Client client(OrganizationId organization, Set<String> permissions) {
        return new Client(
                basic(
                        database.write(
                                organization,
                                tx ->
                                        wiring.users()
                                                .createProgrammatic(
                                                        tx,
                                                        "test-user",
                                                        wiring.roles()
                                                                .create(
                                                                        tx,
                                                                        "role " + Ids.next(),
                                                                        false,
                                                                        permissions)))));
    }

    /** A programmatic user with the ids by which others name it. */
    public record Member(Client client, String userId, String roleId) {}

    /** A programmatic user in a role that exists. */
    public Member memberIn(OrganizationId organization, String roleId) {
        var key =
                database.write(
                        organization,
                        tx ->
                                wiring.users()
                                        .createProgrammatic(tx, "member", UUID.fromString(roleId)));
        return new Member(new Client(basic(key)), key.id().toString(), roleId);
    }

    private static String basic(Users.NewKey key) {
        return basic(key.accessKey(), key.secret().text());
    }

    private static String basic(String accessKey, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (accessKey + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody without credentials. */
    public Client stranger() {
        return new Client("");
    }

    /** The header by which a client says who it is. */
    public String authorizationOf(Client client) {
        return client.authorization();
    }

    /** Somebody who has this key. */
    public Client keyHolder(String accessKey, String secret) {
        return new Client(basic(accessKey, secret));
    }

    /** Somebody who sends exactly this Authorization header. */
    public Client presenting(String authorization) {
        return new Client(authorization);
    }

    /** A sandbox organization as a first start makes it, with its users. */
    public Sandbox sandbox() {
        return new Sandbox(new kontor.app.Sandbox(wiring).create());
    }

    /** An organization with the test bank, its accounts, a developer and an owner. */
    public final class Sandbox {
        private final kontor.app.Sandbox.Keys keys;

        Sandbox(kontor.app.Sandbox.Keys keys) {
            this.keys = keys;
        }

        public OrganizationId organization() {
            return keys.organization();
        }

        public String organizationId() {
            return keys.organization().toString();
        }

        public kontor.app.Sandbox.Keys keys() {
            return keys;
        }

        public Client developer() {
            return new Client(basic(keys.developer()));
        }

        public Client owner() {
            return new Client(basic(keys.owner()));
        }

        public Client clientWith(Set<String> permissions) {
            return client(keys.organization(), permissions);
        }

        /** A programmatic user in a role of its own. */
        public Member member(Set<String> permissions) {
            return memberIn(
                    database.write(
                                    organization(),
                                    tx ->
                                            wiring.roles()
                                                    .create(
                                                            tx,
                                                            "role " + Ids.next(),
                                                            false,
                                                            permissions))
                            .toString());
        }

        public Member memberIn(String roleId) {
            return TestKontor.this.memberIn(organization(), roleId);
        }

        /** The id of the first own account in this currency. */
        public String accountIn(String currency) {
            return StreamSupport.stream(
                            developer()
                                    .get("/financial-data/v2/accounts?limit=500")
                                    .json()
                                    .at("/items")
                                    .spliterator(),
                            false)
                    .filter(account -> account.path("currency").asText().equals(currency))
                    .map(account -> account.path("id").asText())
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }

        /** Today by the sandbox's clock, in the zone of its EUR accounts. */
        public LocalDate today() {
            return database.read(keys.organization(), tx -> tx.today(ZoneId.of("Europe/Berlin")));
        }

        /** A payer with one IBAN; its answer holds the external account at /accounts/0/id. */
        public Reply payer(String iban) {
            return developer()
                    .post(
                            "/payments/v2/counterparties",
                            """
                            {"legalName": "Payer", "partyType": "INDIVIDUAL",
                             "accounts": [{"market": "DE", "identifiers": [{"type": "IBAN", "number": "%s"}]}]}
                            """
                                    .formatted(iban));
        }

        /** A mandate of that payer's account, created with a reference of its own. */
        public Reply mandate(String externalAccountId) {
            return developer()
                    .post(
                            "/payments/v2/mandates",
                            """
                            {"scheme": "SDD_CORE", "externalAccountId": "%s", "mandateReference": "M-%s"}
                            """
                                    .formatted(
                                            externalAccountId,
                                            Long.toString(System.nanoTime(), 36)));
        }

        /** The newest file of any connection, to or from its bank. */
        private String newest(String files) {
            return StreamSupport.stream(
                            developer()
                                    .get("/connectivity/v2beta/connections")
                                    .json()
                                    .at("/items")
                                    .spliterator(),
                            false)
                    .map(
                            connection ->
                                    developer()
                                            .get(
                                                    "/connectivity/v2beta/connections/"
                                                            + connection.path("id").asText()
                                                            + "/"
                                                            + files)
                                            .at("/items/0/id"))
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElseThrow();
        }

        /**
         * One id of each kind of resource, by the word in its path, made for the purpose where
         * needed.
         */
        public Map<String, String> idsByResource() {
            var counterparty = payer("DE64500105173198833324");
            String account = accountIn("EUR");
            var mandate = mandate(counterparty.at("/accounts/0/id"));
            var debit =
                    developer()
                            .post(
                                    "/payments/v2/direct-debits",
                                    """
                                    {"amount": {"currency": "EUR", "value": 1}, "date": "%s", "scheme": "SDD_CORE",
                                     "source": {"type": "ACCOUNT", "id": "%s"}, "mandateId": "%s", "reference": "r"}
                                    """
                                            .formatted(
                                                    today().plusDays(5),
                                                    account,
                                                    mandate.at("/id")));
            var transfer =
                    developer()
                            .post(
                                    "/payments/v2/credit-transfers",
                                    """
                                    {"amount": {"currency": "EUR", "value": 1}, "date": "%s", "scheme": "SCT", "reference": "r",
                                     "source": {"type": "ACCOUNT", "id": "%s"}, "destination": {"type": "EXTERNAL_ACCOUNT", "id": "%s"}}
                                    """
                                            .formatted(
                                                    today().plusDays(5),
                                                    account,
                                                    counterparty.at("/accounts/0/id")));
            owner().post(
                            "/payments/v2/direct-debits/" + debit.at("/id") + ":approve",
                            "{\"approvalStepId\": \"%s\"}"
                                    .formatted(debit.at("/approvalSteps/0/id")));
            owner().post(
                            "/v1/testbank/clock:advance",
                            "{\"to\": \"%s\"}".formatted(debit.at("/effectiveDate")));
            var chain =
                    owner().post(
                                    "/payments/v2beta/approval-chains",
                                    """
                                    {"name": "n", "autoApprove": true, "triggerCondition": {"currency": {"in": ["BHD"]}}}
                                    """);
            String batch = "{\"treatment\": \"BATCH\", \"payments\": [{}]}";
            var key =
                    owner().post(
                                    "/iam/v2beta/metadata-keys",
                                    """
                                    {"key": "k", "resources": [{"resource": "transactions"}]}
                                    """);
            IntradayFixture.announce(
                    TestKontor.this,
                    organization(),
                    developer()
                            .get("/financial-data/v2/accounts/" + account)
                            .at("/identifiers/0/number"));
            return Map.ofEntries(
                    Map.entry(
                            "pending-transactions",
                            developer()
                                    .get("/financial-data/v2/pending-transactions")
                                    .at("/items/0/id")),
                    Map.entry("metadata-keys", key.at("/id")),
                    Map.entry("approval-chains", chain.at("/id")),
                    Map.entry("counterparties", counterparty.at("/id")),
                    Map.entry("external-accounts", counterparty.at("/accounts/0/id")),
                    Map.entry("mandates", mandate.at("/id")),
                    Map.entry("direct-debits", debit.at("/id")),
                    Map.entry("credit-transfers", transfer.at("/id")),
                    Map.entry("accounts", account),
                    Map.entry(
                            "entities",
                            developer().get("/financial-data/v2/entities").at("/items/0/id")),
                    Map.entry(
                            "transactions",
                            developer().get("/financial-data/v2/transactions").at("/items/0/id")),
                    Map.entry(
                            "connections",
                            developer().get("/connectivity/v2beta/connections").at("/items/0/id")),
                    Map.entry("instructions", newest("instructions")),
                    Map.entry("inbox-files", newest("inbox-files")),
                    Map.entry("roles", owner().get("/iam/v2beta/roles").at("/items/0/id")),
                    Map.entry("users", owner().get("/iam/v2beta/users").at("/items/0/id")),
                    Map.entry(
                            "direct-debit-batches",
                            developer()
                                    .post("/payments/v2beta/direct-debit-batches", batch)
                                    .at("/id")),
                    Map.entry(
                            "credit-transfer-batches",
                            developer()
                                    .post("/payments/v2beta/credit-transfer-batches", batch)
                                    .at("/id")));
        }
    }

    /** Answer of the server, as a test looks at it. */
    public record Reply(int status, String body, HttpResponse<String> raw) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** Text at a slash path such as {@code /details/0/field}; empty when there is none. */
        public String at(String path) {
            return json().at(path).asText("");
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** Sends requests with one user's credentials. */
    public final class Client {
        private final String authorization;
        private final int port;

        Client(String authorization) {
            this(authorization, server.port());
        }

        Client(String authorization, int port) {
            this.authorization = authorization;
            this.port = port;
        }

        String authorization() {
            return authorization;
        }

        public Reply get(String path) {
            return send("GET", path, "");
        }

        public Reply post(String path, String json, String... headers) {
            return send("POST", path, json, headers);
        }

        public Reply patch(String path, String json, String... headers) {
            return send("PATCH", path, json, headers);
        }

        public Reply delete(String path) {
            return send("DELETE", path, "");
        }

        public Reply send(String method, String path, String body, String... headers) {
            return sendBytes(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        }

        public Reply sendBytes(String method, String path, byte[] body, String... headers) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            if (!authorization.isEmpty()) {
                request.setHeader("Authorization", authorization);
            }
            if (body.length > 0) {
                request.setHeader("Content-Type", "application/json");
            }
            for (int i = 0; i < headers.length; i += 2) {
                if (headers[i].equals("Expect")) {
                    request.expectContinue(true);
                    continue;
                }
                request.setHeader(headers[i], headers[i + 1]);
            }
            try {
                var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                documented().check(method, path, Documented.Answered.of(response));
                if (response.statusCode() < 300) {
                    documented().checkAccepted(method, path, response.request(), body);
                }
                return new Reply(response.statusCode(), response.body(), response);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
