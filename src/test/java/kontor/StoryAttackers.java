package kontor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Strangers, and a holder of a good key, who want the nodes of the story to stop: half headers,
 * bodies that come slowly, answers that nobody takes, guessed secrets, paths that are not there and
 * bytes that are no HTTP. Some come from the address of the honest, some from others.
 */
final class StoryAttackers implements Runnable {

    /** Held open at once; older ones are given up. */
    private static final int MOST_SOCKETS = 1_000;

    private static final int AT_ONCE = 40;

    /**
     * After so many at once. They run on the cores of the nodes, which an attacker elsewhere would
     * leave alone; so they are some 320 connections a second, and not as many as the cores can do.
     */
    private static final Duration REST = Duration.ofMillis(200);

    private final StoryNodes nodes;
    private final StoryRecord record;
    private final String authorization;
    private final RandomGenerator random;
    private final BooleanSupplier goesOn;
    private final Deque<Socket> held = new ArrayDeque<>();

    /**
     * @param authorization the header of a good key
     */
    StoryAttackers(
            StoryNodes nodes,
            StoryRecord record,
            String authorization,
            RandomGenerator random,
            BooleanSupplier goesOn) {
        this.nodes = nodes;
        this.record = record;
        this.authorization = authorization;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            int port = nodes.anyPort(random);
            switch (random.nextInt(6)) {
                case 0 -> attack(port, "half headers", "GET / HTTP/1.1\r\nX: " + "a".repeat(7_000));
                case 1 -> attack(port, "slow bodies", post(authorization, 1 << 20) + "{\"a\":\"");
                case 2 -> attack(port, "guesses", post("Basic Z3Vlc3M6Z3Vlc3M=", 2) + "{}");
                case 3 -> attack(port, "unknown paths", "GET /no/" + random.nextInt() + end());
                case 4 -> attack(port, "no HTTP", "\u0016\u0003\u0001 " + "x".repeat(3_000));
                default -> attack(port, "answers that nobody takes", pipelined());
            }
            goOnWithBodies();
            LockSupport.parkNanos(REST.toNanos());
        }
        held.forEach(StoryAttackers::close);
    }

    private void attack(int port, String what, String bytes) {
        record.count("attacked with " + what);
        for (int i = 0; i < AT_ONCE && goesOn.getAsBoolean(); i++) {
            try {
                var socket = connect(port);
                held.add(socket);
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException _) {
                // It was refused or cut, as it should be, or the node has just been killed.
                record.count("attackers cut off");
            }
            if (held.size() > MOST_SOCKETS) {
                close(held.removeFirst());
            }
        }
    }

    private Socket connect(int port) throws IOException {
        var socket = new Socket();
        var from = random.nextInt(3) == 0 ? "127.0.0.1" : "127.0.0." + (2 + random.nextInt(200));
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
        return socket;
    }

    private void goOnWithBodies() {
        for (Socket socket : held) {
            try {
                socket.getOutputStream().write('a');
            } catch (IOException _) {
                close(socket);
            }
        }
        held.removeIf(Socket::isClosed);
    }

    private static String post(String authorization, int length) {
        return "POST /payments/v2/counterparties HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + length
                + "\r\n\r\n";
    }

    private static String end() {
        return " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private String pipelined() {
        String one =
                "GET /financial-data/v2/accounts?limit=500 HTTP/1.1\r\nHost: x\r\nAuthorization: "
                        + authorization
                        + "\r\n\r\n";
        return String.join("", Stream.generate(() -> one).limit(50).toList());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed already.
        }
    }
}
