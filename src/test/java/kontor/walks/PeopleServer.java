package kontor.walks;

import java.nio.channels.ServerSocketChannel;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.folders.FolderChannel;
import kontor.server.Edge;
import kontor.server.Server;

/**
 * A whole Kontor as people find it: at the name {@code localhost}, since browsers keep passkeys for
 * names only, with sessions and all. One for a test run.
 */
final class PeopleServer {

    private static PeopleServer shared;

    private final String base;
    private final Server server;

    private PeopleServer() {
        ServerSocketChannel listening = Server.listen("127.0.0.1", 0);
        int port = listening.socket().getLocalPort();
        base = "http://localhost:" + port;
        var wiring =
                new Wiring(
                        TestKontor.shared().database(),
                        TestKontor.VAULT,
                        base,
                        false,
                        new FolderChannel(TestKontor.BANK_FILES));
        server = new Server(listening, wiring.dispatch(), Edge.NONE);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    static synchronized PeopleServer shared() {
        if (shared == null) {
            shared = new PeopleServer();
        }
        return shared;
    }

    /** What stands before each path. */
    String base() {
        return base;
    }

    int port() {
        return server.port();
    }
}
