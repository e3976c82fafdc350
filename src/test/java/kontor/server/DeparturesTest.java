package kontor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Dispatch;
import kontor.http.KnownCallers;
import kontor.http.PageTokens;
import kontor.http.Route;
import kontor.http.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read for a client is not read on when it has gone, and not for ever. */
class DeparturesTest {

    private static final Database DATABASE = TestKontor.shared().database().forRequests();

    private final OrganizationId organization = TestKontor.shared().organization();
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final Server server = server();

    private Server server() {
        var routes = new Routes();
        routes.add(Route.get("/slow").open().by(_ -> read()));
        routes.add(Route.get("/second").open().by(_ -> second()));
        routes.add(Route.get("/quick").open().by(_ -> Answer.text(200, "text/plain", "here")));
        var dispatch =
                new Dispatch(
                        routes, KnownCallers.NOBODY, new PageTokens(new byte[32]), false, _ -> {});
        var made = new Server("127.0.0.1", 0, dispatch).whenClientsLeave(DATABASE::leave);
        made.start();
        return made;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer read() {
        try {
            DATABASE.read(organization, tx -> sleep(tx, 70));
            ended.complete(new IllegalStateException("it was read to its end"));
        } catch (RuntimeException cut) {
            ended.complete(cut);
        }
        return Answer.nothing();
    }

    private Answer second() {
        DATABASE.read(organization, tx -> sleep(tx, 1));
        return Answer.nothing();
    }

    private boolean sleep(Tx tx, int seconds) {
        begun.complete(true);
        return tx.sql()
                .createQuery("SELECT pg_sleep(:seconds) IS NULL")
                .bind("seconds", seconds)
                .mapTo(Boolean.class)
                .one();
    }

    private Socket asking(String more) throws Exception {
        var socket = new Socket("127.0.0.1", server.port());
        var request = "GET /slow HTTP/1.1\r\nHost: kontor\r\n\r\n" + more;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        begun.get(1, TimeUnit.MINUTES);
        return socket;
    }

    @Test
    void clientThatLeaves_endsWhatIsReadForIt() throws Exception {
        asking("").close();
        assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(DatabaseAway.class);
        // The connection to the database is another's now, and nobody cancels anything there.
        assertThat(DATABASE.<Boolean>read(organization, tx -> sleep(tx, 2))).isFalse();
    }

    @Test
    void clientThatWaits_isNotTakenForGoneWhateverItSendsNext() throws Exception {
        try (var socket = asking("GET /quick HTTP/1.1\r\nHost: kontor\r\n\r\n")) {
            var looked = System.nanoTime();
            Await.until(() -> System.nanoTime() - looked > TimeUnit.SECONDS.toNanos(3));
            assertThat(ended).isNotDone();
            // Whoever says that it sends no more is not waited for either.
            socket.shutdownOutput();
            assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(DatabaseAway.class);
        }
    }

    /** Longer than connections on which nothing happens are left open then. */
    @Test
    void serverThatStops_lastsUntilWhatItWorksOnIsAnswered() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            var request = "GET /second HTTP/1.1\r\nHost: kontor\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            begun.get(1, TimeUnit.MINUTES);
            server.close();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 20");
        }
    }

    @Test
    void workOfKontorItself_isNotCutOff() throws IOException {
        DATABASE.leave(Thread.currentThread());
        assertThat(DATABASE.<Boolean>read(organization, tx -> sleep(tx, 0))).isFalse();
        var own = TestKontor.shared().database();
        var cutter = Thread.currentThread();
        var reading =
                CompletableFuture.supplyAsync(
                        () -> {
                            DATABASE.leave(cutter);
                            return own.<Boolean>read(organization, tx -> sleep(tx, 1));
                        });
        assertThat(own.<Boolean>read(organization, tx -> sleep(tx, 1))).isFalse();
        assertThat(reading.join()).isFalse();
    }
}
