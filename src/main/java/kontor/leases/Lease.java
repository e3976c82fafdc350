package kontor.leases;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one worker to work for something, as long as he goes on telling the database that he
 * is there; a thread of its own does that. It is lost when he falls silent, whatever the reason,
 * and another takes it. Given back by {@link #close}.
 */
public final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Three times in a term, so that one answer may be late. */
    private static final long BEAT_MILLIS = Leases.TERM.toMillis() / 3;

    private final Database database;
    private final LeaseTable table = new LeaseTable();
    private final OrganizationId organization;
    private final UUID subject;
    private final UUID holder;
    private final Beat beat;
    private final CountDownLatch given = new CountDownLatch(1);
    private volatile long renewedNanos;
    private volatile boolean lost;

    /**
     * How a lease is kept.
     *
     * @param takenNanos when it was asked for, by {@link System#nanoTime}
     * @param together what is kept alive with it; when that fails the lease is lost
     */
    record Beat(long takenNanos, Runnable together) {}

    Lease(Database database, OrganizationId organization, UUID subject, UUID holder, Beat beat) {
        this.database = database;
        this.organization = organization;
        this.subject = subject;
        this.holder = holder;
        this.beat = beat;
        this.renewedNanos = beat.takenNanos;
        Thread.ofVirtual().name("lease of " + subject).start(this::keep);
    }

    /**
     * Asked in the transaction of each change that the holder makes; until that transaction ends no
     * other can take the lease.
     *
     * @throws LeaseLost when another has it
     */
    public void check(Tx tx) {
        orLost(!lost && table.hold(tx, subject, holder));
    }

    /**
     * Draws a number that is larger than all before, of this and earlier holders.
     *
     * @throws LeaseLost when another has it
     */
    public long next(Tx tx) {
        orLost(!lost);
        return table.next(tx, subject, holder).orElseThrow(this::lose);
    }

    /**
     * The same as {@link #check}, for work that goes by a number.
     *
     * @throws LeaseLost also when another number was drawn since
     */
    public void check(Tx tx, long number) {
        orLost(!lost && table.isLast(tx, subject, holder, number));
    }

    /**
     * Asked before something slow is begun: costs nothing while the lease was renewed lately.
     *
     * @throws LeaseLost when another has it
     */
    public void ask() {
        orLost(!lost);
        if (System.nanoTime() - renewedNanos > Leases.TERM.toNanos()) {
            renew();
        }
    }

    private void renew() {
        long asked = System.nanoTime();
        orLost(database.write(organization, tx -> table.renew(tx, subject, holder, Leases.TERM)));
        renewedNanos = asked;
    }

    private void orLost(boolean ours) {
        if (!ours) {
            throw lose();
        }
    }

    private LeaseLost lose() {
        lost = true;
        return new LeaseLost(subject + " of organization " + organization);
    }

    private void keep() {
        try {
            while (!lost && !given.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                keepOn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The holder hears of it when he asks next. */
    private void keepOn() {
        try {
            beat.together.run();
        } catch (RuntimeException ended) {
            LOG.info("the lease of {} is lost: {}", subject, ended.getMessage());
            lost = true;
            return;
        }
        try {
            renew();
        } catch (RuntimeException failed) {
            LOG.info("the lease of {} was not renewed: {}", subject, failed.getMessage());
        }
    }

    /** What cannot be given back ends by itself. */
    @Override
    public void close() {
        given.countDown();
        try {
            database.write(
                    organization,
                    tx -> {
                        table.giveBack(tx, subject, holder);
                        return true;
                    });
        } catch (RuntimeException away) {
            LOG.info("the lease of {} ends by itself: {}", subject, away.getMessage());
        }
    }
}
