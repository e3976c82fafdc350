package kontor.leases;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;

/** Where leases are taken, see {@link Lease}. */
public final class Leases {

    /** How long a lease outlives a worker that says nothing any more. */
    public static final Duration TERM = Duration.ofSeconds(10);

    private final Database database;
    private final LeaseTable table = new LeaseTable();

    public Leases(Database database) {
        this.database = database;
    }

    /**
     * Takes what is free.
     *
     * @param subject what is worked for; two with one id are the same
     * @param beat done every few seconds as long as the lease is held; when it fails the lease is
     *     lost
     * @return empty when another has it
     */
    public Optional<Lease> tryTake(OrganizationId organization, UUID subject, Runnable beat) {
        UUID holder = UUID.randomUUID();
        // Before the question: the database counts from later on, so that ours ends first.
        long asked = System.nanoTime();
        boolean taken = database.write(organization, tx -> table.take(tx, subject, holder, TERM));
        return taken
                ? Optional.of(
                        new Lease(
                                database,
                                organization,
                                subject,
                                holder,
                                new Lease.Beat(asked, beat)))
                : Optional.empty();
    }
}
