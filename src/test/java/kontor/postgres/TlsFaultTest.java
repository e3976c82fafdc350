package kontor.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with TLS is told in one sentence, and not waited for. */
class TlsFaultTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** The first bytes of a client that wants TLS. */
    private static final int SSL_REQUEST = 8;

    @TempDir static Path folder;

    /** Its certificate is for db.example.com. */
    private static ServerSocket server;

    /** It has no TLS. */
    private static ServerSocket plain;

    @BeforeAll
    static void start() throws Exception {
        keytool("server", "-genkeypair", "-keyalg", "EC", "-dname", "CN=db.example.com");
        keytool("server", "-exportcert", "-rfc", "-file", folder.resolve("server.pem").toString());
        keytool("other", "-genkeypair", "-keyalg", "EC", "-dname", "CN=other");
        keytool("other", "-exportcert", "-rfc", "-file", folder.resolve("other.pem").toString());
        Files.writeString(folder.resolve("empty.pem"), "no certificate");
        server = listening('S');
        plain = listening('N');
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
        plain.close();
    }

    private static void keytool(String name, String command, String... more) throws Exception {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of(command, "-alias", "key", "-storepass", "changeit"));
        words.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
        words.addAll(List.of(more));
        int ended =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor();
        if (ended != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
        }
    }

    private static ServerSocket listening(char answer) throws Exception {
        var store = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!socket.isClosed()) {
                                try (var client = socket.accept()) {
                                    answer(client, answer, tls);
                                } catch (IOException refused) {
                                    // The client does not like the certificate.
                                }
                            }
                        });
        return socket;
    }

    private static void answer(Socket client, char answer, SSLContext tls) throws IOException {
        client.getInputStream().readNBytes(SSL_REQUEST);
        client.getOutputStream().write(answer);
        if (answer == 'S') {
            var secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, 0, true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            secure.getInputStream().read();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    server | verify-full | server.pem | The certificate of PostgreSQL at localhost:PORT/kontor is for another name.
                    server | verify-full | other.pem  | is not signed by the one in sslrootcert.
                    server | verify-ca   | other.pem  | is not signed by the one in sslrootcert.
                    server | verify-full | none.pem   | cannot be reached by TLS: Could not open SSL root certificate file
                    server | verify-full | empty.pem  | cannot be reached by TLS: Loading the SSL root certificate
                    server | verify_full | server.pem | cannot be reached by TLS: Invalid sslmode value: verify_full.
                    plain  | verify-full | server.pem | cannot be reached by TLS: The server does not support SSL.
                    """)
    void await_tellsWhatIsWrongWithTls(String to, String mode, String root, String says) {
        int port = (to.equals("server") ? server : plain).getLocalPort();
        String url =
                ("jdbc:postgresql://localhost:%d/kontor?user=k&password=secret"
                                + "&sslmode=%s&sslrootcert=%s")
                        .formatted(port, mode, folder.resolve(root));
        assertThatThrownBy(
                        () ->
                                Postgres.at(url)
                                        .await(
                                                Duration.ofMinutes(5),
                                                () -> false,
                                                word -> {
                                                    throw new IllegalStateException(word);
                                                }))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(says.replace("PORT", String.valueOf(port)))
                .message()
                .doesNotContain("secret", "Exception")
                .endsWith(".");
    }
}
