package kontor;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What goes wrong in the story: nodes die, freeze and come back, sessions of the database are cut,
 * clocks are wrong, and the disk of the bank folders is full or hangs.
 */
final class StoryFaults implements Runnable {

    /** Longer than any lease: another takes over, and then the frozen one wakes. */
    private static final Duration LONG = Duration.ofSeconds(14);

    private static final int HOUR = 3_600;

    private final StoryNodes nodes;
    private final StoryDisk disk;
    private final StoryRecord record;
    private final String jdbcUrl;
    private final RandomGenerator random;
    private final BooleanSupplier goesOn;
    private final boolean patient;
    private final int pause;

    /**
     * @param patient whether there is time for what takes long
     * @param pause as many requests at least are made between two faults
     */
    StoryFaults(
            StoryNodes nodes,
            StoryDisk disk,
            StoryRecord record,
            String jdbcUrl,
            RandomGenerator random,
            BooleanSupplier goesOn,
            boolean patient,
            int pause) {
        this.nodes = nodes;
        this.disk = disk;
        this.record = record;
        this.jdbcUrl = jdbcUrl;
        this.random = random;
        this.goesOn = goesOn;
        this.patient = patient;
        this.pause = pause;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            afterRequests(pause + random.nextInt(60));
            record.disturbed();
            one();
            record.calm();
        }
    }

    private void one() {
        var up = nodes.up();
        var one = up.get(random.nextInt(up.size()));
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> cutSessions();
            case 3 -> {
                record.count("all killed");
                up.forEach(StoryNodes.Node::kill);
                up.forEach(StoryNodes.Node::start);
            }
            case 4 -> restart(one, false);
            case 5, 6 -> restart(one, true);
            case 7, 8 -> frozen(one);
            case 9 -> killedFrozen(one);
            case 10 -> clockIsWrong(one);
            case 11 -> diskFull();
            default -> diskHangs(one);
        }
    }

    private void restart(StoryNodes.Node node, boolean killed) {
        record.count(killed ? "killed" : "stopped");
        if (killed) {
            node.kill();
        } else {
            node.stop();
        }
        node.start();
    }

    private void frozen(StoryNodes.Node node) {
        record.count("frozen");
        node.freeze();
        pass();
        node.wake();
    }

    /** It never wakes: all that it held is still held until it is given up. */
    private void killedFrozen(StoryNodes.Node node) {
        record.count("frozen and killed");
        node.freeze();
        pass();
        node.kill();
        node.start();
    }

    /** Back or ahead, while it works or before it starts. */
    private void clockIsWrong(StoryNodes.Node node) {
        boolean back = random.nextInt(4) > 0;
        record.count(back ? "clock set back" : "clock set ahead");
        int seconds = HOUR + random.nextInt(HOUR);
        node.clockIsOff(back ? -seconds : seconds);
        if (random.nextInt(3) == 0) {
            restart(node, true);
        }
        pass();
        node.clockIsOff(0);
    }

    private void diskFull() {
        if (disk.isMounted()) {
            record.count("disk full");
            disk.fill();
            pass();
            disk.release();
        }
    }

    private void diskHangs(StoryNodes.Node node) {
        if (disk.isMounted()) {
            record.count("disk hangs");
            disk.freeze();
            pass();
            if (random.nextBoolean()) {
                // What hangs in the disk ends only with it.
                node.freeze();
                disk.thaw();
                node.wake();
            }
            disk.thaw();
        }
    }

    /** As long as a fault goes on: longer than a lease, or a moment. */
    private void pass() {
        var time = patient && random.nextInt(3) > 0 ? LONG : Duration.ofMillis(1_500);
        long end = System.nanoTime() + time.toNanos();
        Await.until(() -> System.nanoTime() - end > 0);
    }

    /**
     * The moment of a fault is counted in requests, not in seconds: a slow machine sees the same
     * story.
     */
    private void afterRequests(int count) {
        long then = record.requests() + count;
        Await.until(() -> record.requests() >= then || !goesOn.getAsBoolean());
    }

    private void cutSessions() {
        record.count("sessions cut");
        try (var session = DriverManager.getConnection(jdbcUrl);
                var statement = session.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                            + " current_database() AND pid <> pg_backend_pid()"
                            // Autovacuum is none of ours, and not ours to end.
                            + " AND backend_type = 'client backend' AND random() < "
                            + random.nextDouble());
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
