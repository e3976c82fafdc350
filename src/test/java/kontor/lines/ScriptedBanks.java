package kontor.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kontor.connections.Channel;
import kontor.connections.Connection;
import kontor.core.OrganizationId;

/** Banks in memory, one behind each connection, that hang, fail or dawdle where a test says so. */
final class ScriptedBanks implements Channel {

    static final String NAME = "scripted";

    /** Where a bank can hang. */
    enum Point {
        LIST,
        OPEN,
        READ,
        ACKNOWLEDGE,
        SEND,
        TAKE_BYTES
    }

    private final Map<UUID, Bank> banks = new ConcurrentHashMap<>();

    static final class Bank {
        private final Map<String, byte[]> offered = new TreeMap<>();
        private final List<String> got = new CopyOnWriteArrayList<>();
        private final Map<Point, CountDownLatch> hanging = new ConcurrentHashMap<>();
        private final Map<Point, RuntimeException> failing = new ConcurrentHashMap<>();
        private volatile long dawdlesMillis;
        private volatile int calls;

        void hangAt(Point point) {
            hanging.put(point, new CountDownLatch(1));
        }

        void release() {
            hanging.values().forEach(CountDownLatch::countDown);
            hanging.clear();
        }

        void failAt(Point point) {
            failing.put(point, new UncheckedIOException(new IOException("no route to the bank")));
        }

        void mend() {
            failing.clear();
        }

        /** Takes its time for each piece of a file. */
        void dawdle(long millis) {
            dawdlesMillis = millis;
        }

        synchronized void offer(String name, String content) {
            offered.put(name, content.getBytes(StandardCharsets.UTF_8));
        }

        synchronized List<String> offered() {
            return List.copyOf(offered.keySet());
        }

        /** Names of the files that it has got, as often as it got them. */
        List<String> got() {
            return List.copyOf(got);
        }

        int calls() {
            return calls;
        }

        private synchronized byte[] content(String name) {
            return offered.get(name);
        }

        private synchronized void taken(String name) {
            offered.remove(name);
        }

        /** A share that hangs cannot be interrupted. */
        private void at(Point point) {
            calls++;
            var failure = failing.get(point);
            if (failure != null) {
                throw failure;
            }
            var latch = hanging.get(point);
            boolean open = latch == null;
            while (!open) {
                try {
                    open = latch.await(5, TimeUnit.MINUTES);
                } catch (InterruptedException _) {
                    // as the operating system does
                }
            }
        }

        private void dawdle() {
            var never = new CountDownLatch(1);
            try {
                never.await(dawdlesMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Bank of(Connection connection) {
        return banks.computeIfAbsent(connection.id(), _ -> new Bank());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            Attempt attempt,
            Handover handover) {
        var bank = of(connection);
        bank.at(Point.SEND);
        try (var in = handover.open()) {
            while (in.readNBytes(8 << 10).length > 0) {
                bank.at(Point.TAKE_BYTES);
                bank.dawdle();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        handover.mayLeave();
        bank.got.add(attempt.fileName());
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        return of(connection).got.contains(last.fileName()) ? Delivery.THERE : Delivery.ABSENT;
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        of(connection).at(Point.LIST);
        return of(connection).offered().stream().map(name -> new RemoteFile(name, "")).toList();
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var bank = of(connection);
        bank.at(Point.OPEN);
        return new Pieces(bank, new ByteArrayInputStream(bank.content(file.name())));
    }

    /** A file that comes in small pieces. */
    private static final class Pieces extends InputStream {
        private final Bank bank;
        private final InputStream content;

        Pieces(Bank bank, InputStream content) {
            this.bank = bank;
            this.content = content;
        }

        @Override
        public int read() {
            throw new IllegalStateException("read in pieces");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            bank.at(Point.READ);
            bank.dawdle();
            return content.read(into, from, Math.min(length, 1_000));
        }
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        var bank = of(connection);
        bank.at(Point.ACKNOWLEDGE);
        bank.taken(file.name());
    }
}
