package kontor.lines;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.banks.BankWork;
import kontor.connections.Channels;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.health.HealthCheck;
import kontor.health.HealthReport;
import kontor.jobs.WatchTable;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that each line gets its rounds, at this node. */
public final class Lines implements AutoCloseable, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
    private static final long DRAIN_SECONDS = 15;

    /** A look may have to wait for the database as long as any statement. */
    private static final long LATE_NANOS = Duration.ofSeconds(20).toNanos();

    private final Tools tools;
    private final Pace pace;
    private final WatchTable watch;
    private final WatchedTable table = new WatchedTable();
    private final Map<OrganizationId, Tenant> tenants = new ConcurrentHashMap<>();
    private final Rounds rounds;
    private final Listeners listeners;
    private final Thread lookout =
            Thread.ofPlatform().daemon().name("lines").unstarted(this::keepLooking);
    private volatile boolean closed;
    private volatile long lastLookNanos = System.nanoTime();
    private boolean blind;

    /** What other rooms bring. */
    public record Tools(
            Database database,
            BankWork work,
            Channels channels,
            Calls calls,
            LineTroubles troubles) {}

    /** How it goes with a line. */
    public enum How {
        IN_ORDER,
        FAILING,
        HANGING,
        PAUSED
    }

    /**
     * A line as this node knows it, without asking anybody.
     *
     * @param open files that are to leave
     * @param oldest when the oldest of them was prepared
     * @param received whether files from the bank wait to be read
     */
    public record State(
            OrganizationId organization,
            UUID connection,
            How how,
            int open,
            Optional<Instant> oldest,
            boolean received) {}

    /** What is seen of all organizations at one moment. */
    private record Sight(
            List<WatchedTable.Progress> progress,
            Set<UUID> received,
            Map<OrganizationId, Instant> simulated) {}

    public Lines(Tools tools, Pace pace) {
        this.tools = tools;
        this.pace = pace;
        this.watch = new WatchTable(tools.database);
        this.rounds = new Rounds(tools);
        this.listeners = new Listeners(rounds::visit);
    }

    public void start() {
        lookout.start();
    }

    private void keepLooking() {
        while (!closed) {
            long next = System.nanoTime() + pace.look().toNanos();
            look();
            for (long left = next - System.nanoTime();
                    left > 0 && !closed;
                    left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void look() {
        try {
            attend(watch.ask(this::sight));
            lastLookNanos = System.nanoTime();
            if (blind) {
                LOG.info("the work for banks goes on");
            }
            blind = false;
        } catch (RuntimeException failed) {
            if (!blind) {
                LOG.warn("nobody can see what is to be done for banks; the next look may", failed);
            }
            blind = true;
        }
    }

    private Sight sight(Handle watching) {
        var simulated = new ConcurrentHashMap<OrganizationId, Instant>();
        for (var bank : tools.channels.simulatedBanks()) {
            bank.moments(watching).forEach((who, when) -> simulated.merge(who, when, Lines::first));
        }
        return new Sight(table.progress(watching), table.received(watching), simulated);
    }

    private static Instant first(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void attend(Sight sight) {
        for (var progress : sight.progress) {
            var tenant =
                    tenants.computeIfAbsent(
                            progress.organization(), _ -> new Tenant(progress, pace.spread()));
            tenant.progress(progress);
            rounds.look(tenant);
            tenant.lines().forEach(line -> attend(line, sight));
        }
        listeners.keepUp();
    }

    private void attend(Line line, Sight sight) {
        var reasons = new HashSet<Reason>();
        if (sight.received.contains(line.bankLine().connection().id())) {
            reasons.add(new Reason.Received());
        }
        if (rounds.isSimulated(line)) {
            simulated(line.tenant(), sight).ifPresent(reasons::add);
        }
        line.learn(Line.Teller.WATCH, reasons);
        rounds.visit(line);
        rounds.outside(line)
                .filter(_ -> line.takeForListening())
                .ifPresent(channel -> listeners.ask(line, channel));
    }

    private Optional<Reason> simulated(Tenant tenant, Sight sight) {
        return Optional.ofNullable(sight.simulated.get(tenant.organization()))
                .filter(when -> !when.isAfter(rounds.bankTime(tenant)))
                .map(Reason.Simulated::new);
    }

    @Override
    public String name() {
        return "bank-work";
    }

    @Override
    public List<HealthReport> reports() {
        var lines = tenants.values().stream().flatMap(tenant -> tenant.lines().stream());
        return Stream.concat(Stream.of(ofAll()), lines.map(this::report)).toList();
    }

    private HealthReport report(Line line) {
        var bankLine = line.bankLine();
        return line.condition().report(tools.calls.hang(bankLine), tools.troubles.aside(bankLine));
    }

    /** All lines of all organizations. */
    public List<State> states() {
        return tenants.values().stream()
                .flatMap(tenant -> tenant.lines().stream())
                .map(Line::state)
                .toList();
    }

    /** How far each feed is. */
    public Map<OrganizationId, Long> positions() {
        return tenants.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().position()));
    }

    private HealthReport ofAll() {
        long nanos = System.nanoTime() - lastLookNanos;
        String last =
                "the last look at what is to be done was "
                        + Duration.ofNanos(nanos).toSeconds()
                        + " s ago";
        return nanos > LATE_NANOS ? HealthReport.notReady("", last) : HealthReport.ready("", last);
    }

    /** Lets the rounds under way finish; those at a bank that hangs are left to another node. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(lookout);
        listeners.close();
        if (!rounds.end(DRAIN_SECONDS)) {
            LOG.info("rounds are left unfinished; the next node goes on with them");
        }
        tools.calls.close();
    }
}
