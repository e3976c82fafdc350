package kontor.banks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Timeouts;

/**
 * The one hand on an organization's banks, on whichever node: an advisory lock of a session of its
 * own, so that it outlives the many transactions of the work and dies with the session.
 */
final class OrganizationLock implements AutoCloseable {

    /** "KNT": keeps our locks apart from other users' of the same database. */
    private static final int SPACE = 0x4B4E54;

    private final Connection session;
    private final OrganizationId organization;

    private OrganizationLock(Connection session, OrganizationId organization) {
        this.session = session;
        this.organization = organization;
    }

    /** Empty when another has it. */
    static Optional<OrganizationLock> tryTake(Database database, OrganizationId organization) {
        return take(
                database,
                session ->
                        ask(
                                session,
                                organization,
                                """
                                SELECT pg_try_advisory_lock(?, ?)
                                """),
                organization);
    }

    /** Waits for it; DatabaseAway when that takes longer than {@link Timeouts#LONG_WAIT}. */
    static OrganizationLock take(Database database, OrganizationId organization) {
        return take(database, session -> await(session, organization), organization).orElseThrow();
    }

    @FunctionalInterface
    private interface Question {
        boolean of(Connection session) throws SQLException;
    }

    private static Optional<OrganizationLock> take(
            Database database, Question question, OrganizationId organization) {
        try {
            Connection session = database.dataSource().getConnection();
            boolean taken = false;
            try {
                taken = question.of(session);
                return taken
                        ? Optional.of(new OrganizationLock(session, organization))
                        : Optional.empty();
            } finally {
                if (!taken) {
                    session.close();
                }
            }
        } catch (SQLException away) {
            throw Database.away(away);
        }
    }

    /** The longer patience is of one transaction; the lock it waits for outlives that. */
    private static boolean await(Connection session, OrganizationId organization)
            throws SQLException {
        int usual = session.getNetworkTimeout();
        session.setNetworkTimeout(Runnable::run, (int) Timeouts.LONG_WAIT.toMillis());
        session.setAutoCommit(false);
        try (var patience =
                session.prepareStatement("SELECT set_config('statement_timeout', ?, true)")) {
            patience.setString(1, Long.toString(Timeouts.LONG_WAIT.toMillis() - usual));
            patience.execute();
        }
        boolean taken =
                ask(
                        session,
                        organization,
                        """
                        SELECT pg_advisory_lock(?, ?) IS NOT NULL
                        """);
        session.commit();
        session.setAutoCommit(true);
        session.setNetworkTimeout(Runnable::run, usual);
        return taken;
    }

    private static boolean ask(Connection session, OrganizationId organization, String sql)
            throws SQLException {
        try (var statement = session.prepareStatement(sql)) {
            statement.setInt(1, SPACE);
            statement.setInt(2, organization.value().hashCode());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        try (session) {
            ask(
                    session,
                    organization,
                    """
                    SELECT pg_advisory_unlock(?, ?)
                    """);
        } catch (SQLException away) {
            // A broken session is thrown away by the pool, and the lock goes with it.
            throw Database.away(away);
        }
    }
}
