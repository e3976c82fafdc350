package kontor.banks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;

/**
 * Everything between Kontor and an organization's banks, one round at a time: files out, the
 * simulated bank's turn, files in. One node works one organization at a time, under an advisory
 * lock that the sandbox clock takes too.
 */
public final class BankWork {

    private static final int LOCK_SPACE = 0x4B4E54; // "KNT": keeps our locks apart from other users'

    private final Database database;
    private final Connections connections;
    private final List<PaymentSource> sources;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final Tick tick;

    /** What the banks room needs of the rooms above and of the side wing. */
    public record Joined(List<PaymentSource> sources, List<Channel> channels, List<PaymentReports> paymentReports,
            StatementReports statementReports, Tick tick) {}

    public BankWork(Database database, Changes changes, Events events, Connections connections, Joined joined) {
        this.database = database;
        this.connections = connections;
        this.sources = joined.sources;
        this.tick = joined.tick;
        this.dispatcher = new Dispatcher(database, changes, events, connections, joined.sources, joined.channels);
        this.inbox = new Inbox(database, changes, events, connections, joined.channels, joined.paymentReports,
                joined.statementReports);
    }

    /** One round, unless another node is at it. */
    public boolean tryRun(OrganizationId organization) {
        return underLock(organization, false, () -> {
            round(organization);
            return true;
        }).isPresent();
    }

    /** Waits for the organization's lock and works under it, so that nothing of its banks happens meanwhile. */
    public <R> R alone(OrganizationId organization, Supplier<R> work) {
        return underLock(organization, true, work).orElseThrow();
    }

    /** One round; the caller holds the lock. */
    public void round(OrganizationId organization) {
        dispatcher.run(organization);
        tick.run(organization, database.read(organization, Tx::bankNow));
        inbox.run(organization);
    }

    /** The next moment after {@code after} at which a round would find something to do. */
    public Optional<Instant> nextMoment(OrganizationId organization, Instant after) {
        var due = database.read(organization, tx -> connections.all(tx).stream()
                .flatMap(connection -> sources.stream().flatMap(source -> source.nextDue(tx, connection).stream()))
                .map(when -> when.isAfter(after) ? when : after.plusSeconds(1))
                .min(Instant::compareTo));
        return Stream.of(due, tick.nextMoment(organization, after)).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private <R> Optional<R> underLock(OrganizationId organization, boolean wait, Supplier<R> work) {
        // Held by a session of its own: the work runs many transactions.
        try (Connection session = database.dataSource().getConnection()) {
            if (!lock(session, organization, wait)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                unlock(session, organization);
            }
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    private static boolean lock(Connection session, OrganizationId organization, boolean wait) throws SQLException {
        String sql = wait ? "SELECT pg_advisory_lock(?, ?) IS NOT NULL" : "SELECT pg_try_advisory_lock(?, ?)";
        try (var statement = session.prepareStatement(sql)) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, organization.value().hashCode());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection session, OrganizationId organization) throws SQLException {
        try (var statement = session.prepareStatement("SELECT pg_advisory_unlock(?, ?)")) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, organization.value().hashCode());
            statement.execute();
        }
    }
}
