package kontor.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that answers some commands as it is told: with a line, by hanging up ({@link
 * #GONE}), or never ({@link #SILENT}); the others as a good one does.
 */
final class RudeServer implements AutoCloseable {

    static final String GONE = "gone";
    static final String SILENT = "silent";

    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /**
     * @param answers by a command, or its first word; {@code HELLO} stands for the greeting, {@code
     *     END} for the end of a mail
     */
    RudeServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    SmtpServer address(SmtpServer.Security security, Duration timeout) {
        return new SmtpServer(
                "127.0.0.1",
                socket.getLocalPort(),
                security,
                Optional.empty(),
                "kontor@example.com",
                timeout);
    }

    /** The mails whose end it has seen, with their headers. */
    List<String> mails() {
        return mails;
    }

    /** What it was told, in order. */
    List<String> commands() {
        return commands;
    }

    private void listen() {
        try {
            while (true) {
                var client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
            if (!answer(out, "HELLO", "220 rude")) {
                return;
            }
            String line;
            while ((line = in.readLine()) != null) {
                commands.add(line);
                String word = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
                String known = answers.containsKey(line) ? line : word;
                if (!answer(out, known, word.equals("DATA") ? "354 go on" : "250 fine")) {
                    return;
                }
                boolean isTold = answers.containsKey("DATA");
                if (word.equals("DATA") && !isTold && !taken(in, out)) {
                    return;
                }
                if (word.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client is gone, or the test is over.
        }
    }

    private boolean taken(BufferedReader in, PrintWriter out)
            throws IOException, InterruptedException {
        var mail = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append('\n');
            line = in.readLine();
        }
        mails.add(mail.toString());
        return answer(out, "END", "250 taken");
    }

    private boolean answer(PrintWriter out, String word, String usual) throws InterruptedException {
        String answer = answers.getOrDefault(word, usual);
        if (answer.equals(GONE)) {
            return false;
        }
        if (answer.equals(SILENT)) {
            Thread.currentThread().join();
        }
        out.print(answer + "\r\n");
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var client : open) {
            client.close();
        }
    }
}
