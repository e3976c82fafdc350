package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kontor.db.Database;
import kontor.postgres.DatabaseUrl;
import kontor.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The database goes away and comes back: 503 meanwhile, nothing half written, all well afterwards.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {

    private static final String ACME = "{\"legalName\": \"Acme\"}";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private Wire wire;
    private Database database;
    private Server server;
    private Client client;

    @BeforeEach
    void startBehindAWireThatCanBeCut() {
        wire = new Wire(kontor.jdbcUrl());
        database =
                Database.open(
                        new DatabaseUrl(wire.through(kontor.jdbcUrl())), 4, Clock.systemUTC());
        server = new Server("127.0.0.1", 0, TestKontor.wiring(database).dispatch());
        server.start();
        client = sandbox.developer().at(server.port());
        Await.until(() -> client.get("/financial-data/v2/accounts").status() == 200);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
        wire.close();
    }

    @Test
    void databaseAway_is503UntilItIsBack() {
        wire.cut();
        var away = create("outage-1");
        assertThat(away.status()).as(away.body()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(client.get(CounterpartyBuilder.PATH).status()).isEqualTo(503);
        wire.mend();
        var back = repeated("outage-1");
        assertThat(back.status()).as(back.body()).isEqualTo(201);
        assertThat(sandbox.developer().get(CounterpartyBuilder.PATH).json().at("/items"))
                .hasSize(1);
    }

    @Test
    void connectionLostAfterCommitWasSent_makesTheResourceOnce() {
        wire.cutAfterNextCommit();
        var first = create("outage-2");
        assertThat(wire.cutAtCommit).as("no COMMIT went by").isFalse();
        assertThat(first.status()).as(first.body()).isIn(201, 503);
        var again = repeated("outage-2");
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(sandbox.developer().get(CounterpartyBuilder.PATH).json().at("/items"))
                .hasSize(1);
    }

    @Test
    void silentDatabase_is503InTimeForReadsWritesAndWhatWaitsBehindThem() {
        wire.fallSilent();
        try (var time = new WorkingTime()) {
            var asked = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < 6; i++) {
                String key = "silence-" + i;
                asked.add(asynchronously(() -> create(key)));
                asked.add(asynchronously(() -> client.get(CounterpartyBuilder.PATH)));
            }
            for (var reply : asked) {
                assertThat(reply.join().status()).as(reply.join().body()).isEqualTo(503);
                assertThat(reply.join().header("Retry-After")).isNotEmpty();
            }
            assertThat(time.passed()).isLessThan(Duration.ofSeconds(15));
        }
        wire.mend();
        assertThat(repeated("silence-0").status()).isEqualTo(201);
    }

    private Reply create(String key) {
        return client.post(CounterpartyBuilder.PATH, ACME, "Idempotency-Key", key);
    }

    private static CompletableFuture<Reply> asynchronously(Supplier<Reply> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
    }

    /**
     * The lost node's transaction holds the feed; the server ends it before the others lose
     * patience.
     */
    @Test
    void nodeThatFallsSilentInsideATransaction_holdsNobodyUp() {
        wire.silenceAtNextCommit();
        var lost = asynchronously(() -> create("lost"));
        wire.awaitSilence();
        var other =
                sandbox.developer().post(CounterpartyBuilder.PATH, "{\"legalName\": \"Other\"}");
        assertThat(other.status()).as(other.body()).isEqualTo(201);
        assertThat(lost.join().status()).isEqualTo(503);
        wire.mend();
        assertThat(repeated("lost").status()).isEqualTo(201);
        assertThat(sandbox.developer().get(CounterpartyBuilder.PATH).json().at("/items"))
                .hasSize(2);
    }

    private Reply repeated(String key) {
        Reply reply = create(key);
        for (int i = 0; i < 20 && reply.status() == 503; i++) {
            reply = create(key);
        }
        return reply;
    }

    /**
     * A TCP wire to PostgreSQL that a test can cut, also in the moment after a COMMIT went through.
     */
    private static final class Wire implements AutoCloseable {
        private static final Pattern ADDRESS = Pattern.compile("//127\\.0\\.0\\.1:(\\d+)/");

        private final int target;
        private final ServerSocket listener;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private volatile boolean cut;
        private volatile boolean cutAtCommit;
        private volatile boolean silenceAtCommit;

        /**
         * Nothing is carried any more and nobody is told; new connections are taken and stay mute.
         */
        private volatile CountDownLatch silence = new CountDownLatch(1);

        Wire(String jdbcUrl) {
            var match = ADDRESS.matcher(jdbcUrl);
            assertThat(match.find()).isTrue();
            target = Integer.parseInt(match.group(1));
            try {
                listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            Thread.startVirtualThread(this::accept);
        }

        /** Without prepared statements, so that every COMMIT goes by as a word and can be seen. */
        String through(String jdbcUrl) {
            return ADDRESS.matcher(jdbcUrl)
                            .replaceFirst("//127.0.0.1:" + listener.getLocalPort() + "/")
                    + (jdbcUrl.contains("?") ? "&" : "?")
                    + "prepareThreshold=0";
        }

        void cut() {
            cut = true;
            open.forEach(Wire::shut);
        }

        void fallSilent() {
            silence.countDown();
        }

        void silenceAtNextCommit() {
            silenceAtCommit = true;
        }

        void awaitSilence() {
            try {
                long most = Await.LONG.toSeconds();
                assertThat(silence.await(most, TimeUnit.SECONDS)).as("a COMMIT went by").isTrue();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        /** What was lost in the silence is lost, so its connections are no good any more. */
        void mend() {
            cut = false;
            if (silent()) {
                open.forEach(Wire::shut);
                silence = new CountDownLatch(1);
            }
        }

        private boolean silent() {
            return silence.getCount() == 0;
        }

        void cutAfterNextCommit() {
            cutAtCommit = true;
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    if (cut) {
                        shut(client);
                        continue;
                    }
                    if (silent()) {
                        open.add(client);
                        continue;
                    }
                    Socket postgres = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(client);
                    open.add(postgres);
                    Thread.startVirtualThread(() -> carry(client, postgres, true));
                    Thread.startVirtualThread(() -> carry(postgres, client, false));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        /**
         * A COMMIT is a message of the extended protocol; after the first one the wire is dead one
         * way.
         */
        private void carry(Socket from, Socket to, boolean towardsPostgres) {
            byte[] buffer = new byte[64 << 10];
            boolean committing = false;
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    if (silenceAtCommit && towardsPostgres && mentionsCommit(buffer, n)) {
                        silenceAtCommit = false;
                        fallSilent();
                    }
                    if (silent()) {
                        continue;
                    }
                    committing |= towardsPostgres && cutAtCommit && mentionsCommit(buffer, n);
                    if (committing) {
                        cutAtCommit = false;
                        // What PostgreSQL answers never comes back: the connection dies here, the
                        // work does not.
                        shutInput(to);
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                    if (committing) {
                        awaitCommitted(to);
                        return;
                    }
                }
            } catch (IOException over) {
                // One side hung up; so does the other.
            } finally {
                open.remove(from);
                open.remove(to);
            }
        }

        private static boolean mentionsCommit(byte[] buffer, int length) {
            return new String(buffer, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("COMMIT");
        }

        private static void shutInput(Socket socket) throws IOException {
            socket.shutdownInput();
        }

        /** Ends our writing side, so that PostgreSQL finishes what it has and hangs up. */
        private static void awaitCommitted(Socket postgres) throws IOException {
            postgres.shutdownOutput();
        }

        private static void shut(Socket socket) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is closed already.
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            open.forEach(Wire::shut);
        }
    }
}
