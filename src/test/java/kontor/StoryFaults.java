package kontor;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** What goes wrong in the story: nodes die and come back, sessions of the database are cut. */
final class StoryFaults implements Runnable {

    private final StoryNodes nodes;
    private final StoryRecord record;
    private final String jdbcUrl;
    private final RandomGenerator random;
    private final BooleanSupplier goesOn;

    StoryFaults(
            StoryNodes nodes,
            StoryRecord record,
            String jdbcUrl,
            RandomGenerator random,
            BooleanSupplier goesOn) {
        this.nodes = nodes;
        this.record = record;
        this.jdbcUrl = jdbcUrl;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            afterRequests(5 + random.nextInt(60));
            var up = nodes.up();
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> cutSessions();
                case 3 -> {
                    record.count("all killed");
                    up.forEach(StoryNodes.Node::kill);
                    up.forEach(StoryNodes.Node::start);
                }
                case 4 -> restart(up.get(random.nextInt(up.size())), false);
                default -> restart(up.get(random.nextInt(up.size())), true);
            }
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
                            + " current_database() AND pid <> pg_backend_pid() AND random() < "
                            + random.nextDouble());
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
