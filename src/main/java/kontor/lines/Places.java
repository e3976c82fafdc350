package kontor.lines;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/**
 * The places of those who work at once in this node, first come first served: so many in all, and
 * of them a share for each organization. Who waits for a bank outside gives his place away
 * meanwhile.
 */
final class Places {

    /** Those that wait for a bank among them: each has a thread and a piece of a file. */
    private static final int MOST_BEGUN = 64;

    private static final int SHARE_OF_BEGUN = 16;

    private final Semaphore begun = new Semaphore(MOST_BEGUN, true);
    private final Map<OrganizationId, Semaphore> sharesOfBegun = new ConcurrentHashMap<>();
    private final Semaphore all;
    private final int share;
    private final Map<OrganizationId, Semaphore> shares = new ConcurrentHashMap<>();
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    Places(int all, int share) {
        this.all = new Semaphore(all, true);
        this.share = share;
    }

    /**
     * Works in a place; waits until there is one.
     *
     * @param who a line or an organization, which has one place at most
     */
    void with(OrganizationId organization, UUID who, Runnable work) {
        var ofOne =
                sharesOfBegun.computeIfAbsent(
                        organization, _ -> new Semaphore(SHARE_OF_BEGUN, true));
        ofOne.acquireUninterruptibly();
        begun.acquireUninterruptibly();
        take(organization);
        taken.add(who);
        try {
            work.run();
        } finally {
            taken.remove(who);
            give(organization);
            begun.release();
            ofOne.release();
        }
    }

    /** Does what needs no place; whoever has one gives it away until then. */
    <R> R without(OrganizationId organization, UUID who, Supplier<R> work) {
        if (!taken.contains(who)) {
            return work.get();
        }
        give(organization);
        try {
            return work.get();
        } finally {
            take(organization);
        }
    }

    /** Does something short for a call that a bank goes on with, in a place of its own. */
    <R> R briefly(OrganizationId organization, Callable<R> work) throws IOException {
        take(organization);
        try {
            return work.call();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            give(organization);
        }
    }

    private void take(OrganizationId organization) {
        share(organization).acquireUninterruptibly();
        all.acquireUninterruptibly();
    }

    private void give(OrganizationId organization) {
        all.release();
        share(organization).release();
    }

    private Semaphore share(OrganizationId organization) {
        return shares.computeIfAbsent(organization, _ -> new Semaphore(share, true));
    }
}
