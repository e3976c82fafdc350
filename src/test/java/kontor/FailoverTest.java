package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import kontor.app.Sandbox;
import kontor.db.Database;
import kontor.db.Timeouts;
import kontor.embedded.EmbeddedPostgres;
import kontor.postgres.DatabaseUrl;
import kontor.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database moves to another server. Nothing that was acknowledged is lost, and whoever writes
 * meanwhile is told to come again.
 */
class FailoverTest {

    private static final String ACME = "{\"legalName\": \"Acme\"}";
    private static final String PATH = "/payments/v2/counterparties";

    /** What hangs is given up soon, so that the test need not wait. */
    private static final Timeouts SHORT =
            new Timeouts(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(60));

    @TempDir private Path folder;

    private final TestKontor kontor = TestKontor.shared();
    private PostgresPair pair;
    private Database database;
    private Server server;
    private Client client;

    @BeforeEach
    void start() {
        pair = new PostgresPair(folder);
    }

    private void serve(String url) {
        database = Database.open(new DatabaseUrl(url), 4, Clock.systemUTC(), SHORT);
        var wiring = TestKontor.wiring(database);
        var keys = new Sandbox(wiring).create();
        server = new Server("127.0.0.1", 0, wiring.dispatch());
        server.start();
        client = kontor.keyHolder(keys.developer()).at(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
        pair.close();
    }

    private Reply post(String key) {
        return client.post(PATH, ACME, "Idempotency-Key", key);
    }

    private int made() {
        return client.get(PATH).ok().json().path("items").size();
    }

    @Test
    void serverThatTakesNoChanges_is503UntilItDoes() {
        serve(pair.primary().jdbcUrl());
        assertThat(post("first").status()).isEqualTo(201);
        PostgresPair.set(pair.primary(), "default_transaction_read_only", "on");
        for (int i = 0; i < 8; i++) {
            var reply = post("second");
            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isNotEmpty();
        }
        var login = client.send("POST", "/iam/v2/oauth2/token", "grant_type=client_credentials");
        assertThat(login.status()).isNotEqualTo(500);
        assertThat(client.get("/health/ready").status()).isEqualTo(503);
        PostgresPair.set(pair.primary(), "default_transaction_read_only", "off");
        Await.until(() -> post("second").status() == 201);
        assertThat(made()).isEqualTo(2);
    }

    @Test
    void promotedStandby_isFound_withAllThatWasAcknowledged() {
        var standby = pair.follow();
        serve(both(pair.primary(), standby));
        assertThat(post("before").status()).isEqualTo(201);
        pair.killPrimary();
        assertThat(post("meanwhile").status()).isEqualTo(503);
        PostgresPair.as(standby, "SELECT pg_promote()");
        Await.until(() -> post("meanwhile").status() == 201);
        assertThat(post("before").header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(made()).isEqualTo(2);
    }

    private static String both(EmbeddedPostgres one, EmbeddedPostgres other) {
        String port = other.jdbcUrl().replaceFirst("^.*:(\\d+)/.*$", "$1");
        return one.jdbcUrl().replaceFirst("(:\\d+)/", "$1,127.0.0.1:" + port + "/")
                + "&targetServerType=primary";
    }

    @Test
    void whatTheStandbyLacks_isNoAnswer_neitherAtOnceNorWhenRepeated() {
        serve(pair.primary().jdbcUrl());
        PostgresPair.set(pair.primary(), "synchronous_standby_names", "away");
        assertThat(post("lone").status()).as("the commit hangs").isEqualTo(503);
        cancelWaiting();
        // Seen on the primary alone, as soon as its session has heard of it.
        Await.until(() -> made() == 1);
        assertThat(post("lone").status()).as("a replay of it").isEqualTo(503);
        PostgresPair.set(pair.primary(), "synchronous_standby_names", "");
        Await.until(() -> post("lone").status() == 201);
        assertThat(made()).isEqualTo(1);
    }

    @Test
    void cancelledWaitForTheStandby_isNoAnswer() {
        serve(pair.primary().jdbcUrl());
        PostgresPair.set(pair.primary(), "synchronous_standby_names", "away");
        var reply = CompletableFuture.supplyAsync(() -> post("c"), Thread::startVirtualThread);
        cancelWaiting();
        // The look-up that follows waits for the standby as well.
        assertThat(reply.join().status()).isEqualTo(503);
        PostgresPair.set(pair.primary(), "synchronous_standby_names", "");
        Await.until(() -> post("c").status() == 201);
        assertThat(made()).isEqualTo(1);
    }

    /** As an administrator does who thinks that a session hangs. */
    private void cancelWaiting() {
        Await.until(
                () ->
                        PostgresPair.as(
                                        pair.primary(),
                                        """
                                        SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
                                        WHERE wait_event = 'SyncRep'
                                        """)
                                .matches("[1-9].*"));
    }
}
