package kontor.banks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import kontor.core.OrganizationId;
import kontor.db.AdvisoryLock.Pair;
import kontor.db.AdvisoryLock.Shared;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.db.SessionLock;
import kontor.leases.Lease;
import kontor.leases.Leases;
import kontor.leases.SharedLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to work for a bank, on whichever node. Each line has one worker at a time: he
 * has its lease, and every change that he makes asks for it. Those of one organization leave when
 * somebody wants it for himself: the sandbox clock. For this, and for nodes of the version before,
 * which know no leases, a turn holds locks of a database session as well, which all turns of a node
 * share ({@link SharedLocks}). Numbers that two locks share by chance only make them wait for each
 * other.
 */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** "KNT", "KNC" and "KNR": keep these locks apart from other users' of the same database. */
    private static final int ORGANIZATION = 0x4B4E54;

    private static final int CONNECTION = 0x4B4E43;
    private static final int READING = 0x4B4E52;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Database database;
    private final Leases leases;
    private final SharedLocks locks;

    Turns(Database database) {
        this.database = database;
        this.leases = new Leases(database);
        this.locks = new SharedLocks(database, Leases.TERM);
    }

    /** Empty when another works for this line, or one wants the organization for himself. */
    Optional<Turn> tryTake(BankLine line) {
        var taken =
                locks.tryTake(
                        new Shared(ofOrganization(line.organization())),
                        new Pair(CONNECTION, line.id().hashCode()));
        return taken.flatMap(held -> withLease(line, held));
    }

    private Optional<Turn> withLease(BankLine line, SharedLocks.Held locks) {
        Optional<Lease> lease = Optional.empty();
        try {
            lease = leases.tryTake(line.organization(), line.id(), locks::touch);
            return lease.map(taken -> new Turn(line, taken, Optional.of(locks)));
        } finally {
            if (lease.isEmpty()) {
                locks.close();
            }
        }
    }

    /**
     * What the banks of an organization sent is read by one at a time: statements, their pages and
     * their details belong together and may come over several connections. Empty when another
     * reads.
     */
    Optional<Lease> tryReading(Turn turn) {
        var organization = turn.line.organization();
        boolean free =
                turn.locks
                        .orElseThrow()
                        .tryAlso(new Pair(READING, organization.value().hashCode()));
        return free
                ? leases.tryTake(organization, organization.value(), () -> {})
                : Optional.empty();
    }

    private static Pair ofOrganization(OrganizationId organization) {
        return new Pair(ORGANIZATION, organization.value().hashCode());
    }

    /** Nobody works for a bank of the organization meanwhile; waits for those who do. */
    Alone alone(OrganizationId organization) {
        var lock = SessionLock.take(database, ofOrganization(organization));
        lock.endWhenSilent(Leases.TERM);
        return new Alone(organization, lock);
    }

    /** One round of one line, by whoever has its lease. */
    static final class Turn implements AutoCloseable {

        private final BankLine line;
        private final Lease lease;
        private final Optional<SharedLocks.Held> locks;

        private Turn(BankLine line, Lease lease, Optional<SharedLocks.Held> locks) {
            this.line = line;
            this.lease = lease;
            this.locks = locks;
        }

        BankLine line() {
            return line;
        }

        Lease lease() {
            return lease;
        }

        @Override
        public void close() {
            lease.close();
            locks.ifPresent(SharedLocks.Held::close);
        }
    }

    /** Many rounds of all lines, by who has the organization for himself. */
    final class Alone implements AutoCloseable {

        private final OrganizationId organization;
        private final SessionLock lock;
        private final Map<UUID, Lease> taken = new HashMap<>();

        private Alone(OrganizationId organization, SessionLock lock) {
            this.organization = organization;
            this.lock = lock;
        }

        Turn turn(BankLine line) {
            return new Turn(line, lease(line.id()), Optional.empty());
        }

        Lease reading() {
            return lease(organization.value());
        }

        /** Only a worker who died, or lost his session, can still have it: not for long. */
        private Lease lease(UUID subject) {
            return taken.computeIfAbsent(subject, _ -> await(subject));
        }

        /** Without its session the leases still keep others away, but for older nodes. */
        private void keepSession() {
            try {
                lock.touch();
            } catch (DatabaseAway ended) {
                LOG.debug("{} goes on without its lock", organization, ended);
            }
        }

        private Lease await(UUID subject) {
            long giveUp = System.nanoTime() + Leases.TERM.multipliedBy(3).toNanos();
            for (; ; ) {
                var lease = leases.tryTake(organization, subject, this::keepSession);
                if (lease.isPresent()) {
                    return lease.get();
                }
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(
                            "somebody else works for " + subject + " of " + organization);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        @Override
        public void close() {
            try (lock) {
                taken.values().forEach(Lease::close);
            }
        }
    }
}
