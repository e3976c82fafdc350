package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.app.Wiring;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.EmbeddedPostgres;
import kontor.http.Callers;
import kontor.http.PageTokens;
import kontor.http.Server;

/**
 * A whole Kontor for tests: real PostgreSQL, real HTTP, one per test run; each test makes itself an
 * organization of its own.
 */
public final class TestKontor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestKontor shared;

    private final Database database;
    private final Wiring wiring;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    private TestKontor() {
        var postgres = EmbeddedPostgres.start(Path.of("target/test-postgres"));
        database = Database.open(postgres.createDatabase("test_" + System.nanoTime()), 12, Clock.systemUTC());
        wiring = new Wiring(database);
        var known = new Callers() {
            @Override
            public Optional<Caller> byKey(String accessKey, String secret) {
                return byToken(accessKey);
            }

            @Override
            public Optional<Caller> byToken(String accessToken) {
                return Optional.ofNullable(callers.get(accessToken));
            }
        };
        server = new Server("127.0.0.1", 0, wiring.dispatch(known, new PageTokens(new byte[32]), false));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
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

    public Database database() {
        return database;
    }

    public Wiring wiring() {
        return wiring;
    }

    /** A fresh organization (UTC server time, zone Europe/Stockholm) without any rows. */
    public OrganizationId organization() {
        var id = new OrganizationId(Ids.next());
        database.systemDo(sql -> {
            sql.createUpdate("""
                            INSERT INTO organizations (id, name, sandbox, zone, programmatic_owner_approval, created)
                            VALUES (:id, 'Test', true, 'Europe/Stockholm', true, now())
                            """)
                    .bind("id", id.value()).execute();
            sql.createQuery("SELECT set_config('kontor.organization', :id, true)")
                    .bind("id", id.toString()).mapTo(String.class).one();
            sql.createUpdate("INSERT INTO feeds (organization_id, position, digest) VALUES (:id, 0, :digest)")
                    .bind("id", id.value()).bind("digest", new byte[32]).execute();
        });
        return id;
    }

    /** A user of the organization with these permissions; the requests go out as that user. */
    public Client client(OrganizationId organization, Set<String> permissions) {
        String token = UUID.randomUUID().toString();
        callers.put(token, new Caller(organization, Ids.next(), "test-user", "Test User", Ids.next(), false, true,
                permissions, 100));
        return new Client(token);
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

    /** Sends requests with one user's token. */
    public final class Client {
        private final String token;

        Client(String token) {
            this.token = token;
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
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .header("Authorization", "Bearer " + token)
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.setHeader("Content-Type", "application/json");
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            try {
                var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Reply(response.statusCode(), response.body(), response);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
