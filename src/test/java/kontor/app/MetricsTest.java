package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import kontor.Await;
import kontor.Client;
import kontor.Jsons;
import kontor.TestKontor;
import kontor.db.Database;
import kontor.metrics.Metrics;
import kontor.metrics.MetricsServer;
import kontor.metrics.NodeMeters;
import kontor.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a node: what is in them, what never is, and that nobody waits for them. */
class MetricsTest {

    private static final TestKontor KONTOR = TestKontor.shared();

    /**
     * In that of all tests a node would have the banks of hundreds of organizations to work for.
     */
    private static Database database;

    private final Metrics metrics = new Metrics();
    private final Wiring wiring = TestKontor.wiring(database);
    private final Server server = new Server("127.0.0.1", 0, wiring.dispatch(metrics));
    private final NodeMeters meters = new NodeMeters(metrics, wiring.measured(server));
    private final MetricsServer told = new MetricsServer(MetricsServer.listen(0), metrics);

    @BeforeAll
    static void open() {
        database = TestKontor.open(KONTOR.freshDatabase(), 8, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void serve() {
        server.start();
        wiring.lines().start();
        told.start();
    }

    @AfterEach
    void end() {
        told.close();
        meters.close();
        wiring.lines().close();
        server.close();
        metrics.close();
    }

    private HttpResponse<String> got(String path) {
        var address = URI.create("http://127.0.0.1:" + told.port() + path);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Client owner(Sandbox.Keys keys) {
        return KONTOR.keyHolder(keys.owner()).at(server.port());
    }

    private String scraped() {
        var reply = got("/metrics");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain; version=0.0.4");
        return reply.body();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /payments/v2/credit-transfers/01a1fd7a-58fd-7001-b5ab-e333f8bf851a, 404,"
                + " /payments/v2/credit-transfers/{id}",
        "GET, /financial-data/v2/accounts?limit=1, 200, /financial-data/v2/accounts",
        "POST, /payments/v2/counterparties, 400, /payments/v2/counterparties",
        "GET, /no/such/path/of/ours, 404, ''",
        "PUT, /payments/v2/counterparties, 405, ''"
    })
    void request_isCountedByTheTemplateOfItsRoute(
            String method, String path, int status, String route) {
        Client owner = owner(new Sandbox(wiring).create());
        assertThat(owner.send(method, path, method.equals("POST") ? "{}" : "").status())
                .isEqualTo(status);
        String named = route.isEmpty() ? "" : method;
        assertThat(scraped())
                .contains(
                        "kontor_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} 1.0"
                                .formatted(named, route, status))
                .contains("kontor_request_seconds_bucket{method=\"" + named)
                .doesNotContain("01a1fd7a")
                .doesNotContain("/no/such");
    }

    @Test
    void figuresOfTheNode_areThereWithoutSecretsAndNames() {
        var keys = new Sandbox(wiring).create();
        String organization = keys.organization().toString();
        owner(keys)
                .post("/payments/v2/counterparties", Jsons.json("{'legalName': 'Acme Ltd'}"))
                .created();
        meters.start();
        Await.until(() -> scraped().contains(organization));
        Await.until(() -> scraped().contains("kontor_ready{check=\"database\"} 1"));
        Await.until(() -> scraped().contains("kontor_bank_line_oldest_unsent_seconds{conn"));
        assertThat(scraped())
                .contains(
                        "kontor_memory_held_bytes{pool=\"arriving\"}",
                        "kontor_connections ",
                        "kontor_lanes_waiting ",
                        "kontor_database_connections{is=\"used\"}",
                        "kontor_feed_position{organization=\"" + organization + "\"}",
                        "kontor_bank_lines{is=\"in_order\"}",
                        "kontor_bank_line_oldest_unsent_seconds{connection=",
                        "kontor_batches_open ",
                        "kontor_ready{check=\"database\"} 1",
                        "jvm_memory_used_bytes")
                .doesNotContain(keys.owner().accessKey())
                .doesNotContain("Acme", "IBAN", "jdbc:");
    }

    @Test
    void scrape_doesNotWaitForTheDatabase() throws Exception {
        var locked = new CountDownLatch(1);
        var scraped = new CountDownLatch(1);
        var holder =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        database.systemDo(
                                                sql -> {
                                                    sql.execute("LOCK TABLE batches, jobs");
                                                    locked.countDown();
                                                    Await.zero(scraped);
                                                }));
        Await.zero(locked);
        meters.start();
        assertThat(scraped()).contains("kontor_database_answered_seconds");
        scraped.countDown();
        holder.join();
        database.systemDo(
                sql ->
                        sql.execute(
                                """
                                INSERT INTO jobs (name, next) VALUES ('a job', now())
                                ON CONFLICT DO NOTHING
                                """));
        Await.until(() -> scraped().contains("kontor_job_overdue_seconds{job=\"a job\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health/ready", "/financial-data/v2/accounts", "/metrics/x"})
    void nothingElse_isServedThere(String path) {
        assertThat(got(path).statusCode()).isEqualTo(404);
    }

    @Test
    void takenPort_isNamedBySetting() {
        assertThatThrownBy(() -> MetricsServer.listen(told.port()))
                .hasMessageContaining("KONTOR_METRICS_PORT")
                .hasMessageContaining("127.0.0.1:" + told.port());
    }

    @Test
    void mainPort_doesNotTellThem() {
        assertThat(KONTOR.stranger().at(server.port()).get("/metrics").status()).isEqualTo(404);
    }
}
