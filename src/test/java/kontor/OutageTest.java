package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import kontor.app.Wiring;
import kontor.db.Database;
import kontor.db.EmbeddedPostgres;
import kontor.http.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back: 503 meanwhile, nothing half written, all well afterwards. */
class OutageTest {

    private static final String ACME = "{\"legalName\": \"Acme\"}";

    private final TestKontor kontor = TestKontor.shared();
    private final TestKontor.Sandbox sandbox = kontor.sandbox();
    private Wire wire;
    private Database database;
    private Server server;
    private TestKontor.Client client;

    @BeforeEach
    void startBehindAWireThatCanBeCut() {
        wire = new Wire(kontor.jdbcUrl());
        database = Database.open(wire.through(kontor.jdbcUrl()), 4, Clock.systemUTC());
        server = new Server("127.0.0.1", 0, new Wiring(database, "http://127.0.0.1:8080", false).dispatch());
        server.start();
        client = kontor.at(server.port(), sandbox.developer());
        assertThat(client.get("/financial-data/v2/accounts").status()).isEqualTo(200);
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
        var away = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-1");
        assertThat(away.status()).as(away.body()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(client.get("/payments/v2/counterparties").status()).isEqualTo(503);
        wire.mend();
        TestKontor.Reply back = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-1");
        for (int i = 0; i < 20 && back.status() == 503; i++) {
            back = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-1");
        }
        assertThat(back.status()).as(back.body()).isEqualTo(201);
        assertThat(sandbox.developer().get("/payments/v2/counterparties").json().at("/items")).hasSize(1);
    }

    @Test
    void connectionLostAfterCommitWasSent_makesTheResourceOnce() {
        wire.cutAfterNextCommit();
        var first = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-2");
        assertThat(first.status()).as(first.body()).isIn(201, 503);
        TestKontor.Reply again = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-2");
        for (int i = 0; i < 20 && again.status() == 503; i++) {
            again = client.post("/payments/v2/counterparties", ACME, "Idempotency-Key", "outage-2");
        }
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(sandbox.developer().get("/payments/v2/counterparties").json().at("/items")).hasSize(1);
    }

    /** A TCP wire to PostgreSQL that a test can cut, also in the moment after a COMMIT went through. */
    private static final class Wire implements AutoCloseable {
        private static final Pattern ADDRESS = Pattern.compile("//127\\.0\\.0\\.1:(\\d+)/");

        private final int target;
        private final ServerSocket listener;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private volatile boolean cut;
        private volatile boolean cutAtCommit;

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

        String through(String jdbcUrl) {
            return ADDRESS.matcher(jdbcUrl).replaceFirst("//127.0.0.1:" + listener.getLocalPort() + "/");
        }

        void cut() {
            cut = true;
            open.forEach(Wire::shut);
        }

        void mend() {
            cut = false;
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

        /** A COMMIT is a message of the extended protocol; after the first one the wire is dead one way. */
        private void carry(Socket from, Socket to, boolean towardsPostgres) {
            byte[] buffer = new byte[64 << 10];
            boolean committing = false;
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    committing |= towardsPostgres && cutAtCommit && mentionsCommit(buffer, n);
                    if (committing) {
                        cutAtCommit = false;
                        // What PostgreSQL answers never comes back: the connection dies here, the work does not.
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
            return new String(buffer, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).contains("COMMIT");
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
