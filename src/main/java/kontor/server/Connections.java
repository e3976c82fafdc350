package kontor.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of the server: how many there may be, and how long one may hold half a request or
 * leave an answer untaken.
 *
 * <p>When there are too many, one that serves nobody gives way to the new one: whoever has sent
 * half a request longest, then whoever has sent none. So a flood ends its own connections, and a
 * client that sends its request at once is served beside it.
 */
final class Connections implements Connection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** From the opening of a connection until its first byte. */
    private static final Duration FIRST_BYTE = Duration.ofSeconds(20);

    /** How long an answer may wait for a client that takes nothing of it. */
    private static final Duration TAKING = Duration.ofSeconds(30);

    /** And what a client must take of it after that, in bytes a second. */
    private static final int SLOWEST_READER = 1 << 10;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long a request is worked on before it is asked whether its client is still there. */
    private static final Duration WORKING = Duration.ofSeconds(1);

    /** Bytes of the heap for each connection that may be open. */
    private static final int HEAP_OF_ONE = 160 << 10;

    private static final int FEWEST = 128;
    private static final int MOST = 20_000;

    private final Departures departures = new Departures();
    private final Consumer<Thread> left;
    private final Duration headers;
    private final int most;
    private final int mostOfAddress;
    private final Predicate<String> isProxy;
    private final Map<Connection, Watched> all = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("connections").factory());

    /**
     * @param isProxy of an address: many clients come through it
     * @param left told who works for a client that has gone
     */
    Connections(Bounds bounds, Predicate<String> isProxy, Consumer<Thread> left) {
        this.left = left;
        this.headers = bounds.headers();
        this.most = (int) Math.clamp(bounds.heap() / HEAP_OF_ONE, FEWEST, MOST);
        this.mostOfAddress = most / 2;
        this.isProxy = isProxy;
    }

    void start() {
        long nanos = PAUSE.toNanos();
        watch.scheduleWithFixedDelay(this::closeOverdue, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** One connection; the state says since when it does what it does. */
    static final class Watched {

        private final Connection connection;
        private final String address;
        private volatile boolean serving;
        private volatile boolean served;
        private volatile long since = System.nanoTime();
        private volatile long bytesBefore;
        private volatile long takenBy;
        private volatile @Nullable Thread worker;
        private volatile long working;

        /** When the watch first saw half a request; only the watch uses it. */
        private long firstSeen;

        private Watched(Connection connection, String address) {
            this.connection = connection;
            this.address = address;
        }

        void serves() {
            serving = true;
            served = true;
        }

        /** This thread works for the client, whose request is there as far as it is read. */
        void works() {
            working = System.nanoTime();
            worker = Thread.currentThread();
        }

        void worked() {
            worker = null;
        }

        /** Who works for it for a while already; looking costs something. */
        private Optional<Thread> worker(long now) {
            var thread = worker;
            return thread != null && now - working > WORKING.toNanos()
                    ? Optional.of(thread)
                    : Optional.empty();
        }

        void served() {
            taken();
            bytesBefore = connection.getBytesIn();
            since = System.nanoTime();
            serving = false;
        }

        /** So many bytes wait for the client. */
        void gives(long bytes) {
            long patience =
                    TAKING.toNanos() + TimeUnit.SECONDS.toNanos(1) * (bytes / SLOWEST_READER);
            // Zero means that nothing waits.
            takenBy = System.nanoTime() + patience | 1;
        }

        void taken() {
            takenBy = 0;
        }

        private boolean inHeaders() {
            return !serving && connection.getBytesIn() > bytesBefore;
        }

        private boolean isOverdue(long now, Duration headers) {
            long until = takenBy;
            if (until != 0 && now - until > 0) {
                return true;
            }
            if (serving) {
                return false;
            }
            if (!inHeaders()) {
                return !served && now - since > FIRST_BYTE.toNanos();
            }
            if (firstSeen == 0) {
                firstSeen = now | 1;
            }
            return now - firstSeen > headers.toNanos();
        }

        private void seen() {
            if (!inHeaders()) {
                firstSeen = 0;
            }
        }

        /** The lower, the sooner it gives way. */
        private int worth() {
            return inHeaders() ? 0 : served ? 2 : 1;
        }

        void close() {
            connection.getEndPoint().close();
        }
    }

    /** Where a connection is not known, which is so only as it closes, nothing is watched. */
    Watched of(Connection connection) {
        var known = all.get(connection);
        return known != null ? known : new Watched(connection, "");
    }

    @Override
    public void onOpened(Connection connection) {
        var one = new Watched(connection, address(connection.getEndPoint()));
        all.put(connection, one);
        int his = perAddress.merge(one.address, 1, Integer::sum);
        if (his > mostOfAddress && !isProxy.test(one.address)) {
            makeRoom(one, one.address);
        } else if (all.size() > most) {
            makeRoom(one, busiestAddress());
        }
    }

    private static String address(EndPoint endPoint) {
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress()
                : "";
    }

    private String busiestAddress() {
        return perAddress.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private void makeRoom(Watched newcomer, String address) {
        Optional<Watched> leaving =
                all.values().stream()
                        .filter(one -> one != newcomer && one.address.equals(address))
                        .filter(one -> !one.serving)
                        .min(
                                Comparator.comparingInt(Watched::worth)
                                        .thenComparingLong(one -> one.since));
        leaving.orElse(newcomer).close();
    }

    @Override
    public void onClosed(Connection connection) {
        var one = all.remove(connection);
        if (one != null) {
            perAddress.computeIfPresent(
                    one.address, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        }
    }

    int size() {
        return all.size();
    }

    private void closeOverdue() {
        try {
            long now = System.nanoTime();
            var overdue =
                    all.values().stream()
                            .peek(Watched::seen)
                            .filter(one -> one.isOverdue(now, headers))
                            .toList();
            overdue.forEach(Watched::close);
            all.values().forEach(one -> one.worker(now).ifPresent(thread -> tell(one, thread)));
            if (!overdue.isEmpty()) {
                LOG.debug("closed {} connections of slow clients", overdue.size());
            }
        } catch (RuntimeException failed) {
            LOG.warn("slow clients were not looked for; tried again", failed);
        }
    }

    private void tell(Watched one, Thread worker) {
        if (departures.isGone(one.connection.getEndPoint())) {
            left.accept(worker);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        departures.close();
    }
}
