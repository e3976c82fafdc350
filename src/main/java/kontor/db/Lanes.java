package kontor.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import kontor.core.OrganizationId;

/**
 * One lane per organization: what arrives while a group commits becomes the next group. There is no
 * timer - an idle lane runs its first item at once, a busy one gets cheaper per item. Two groups
 * may be under way at once, so that one reads and writes while the other waits for the disk; they
 * meet at the feed row, which keeps the order of commits.
 */
public final class Lanes<I> {

    /** Groups under way at once in all lanes; each keeps one connection busy. */
    private static final int MOST_AT_WORK = 8;

    private static final int GROUPS_PER_LANE = 2;

    private final int groupLimit;
    private final BiConsumer<OrganizationId, List<I>> runGroup;
    private final Map<OrganizationId, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor drivers;

    /**
     * @param runGroup runs one group; it must tell each item what became of it and never throw
     */
    public Lanes(int groupLimit, BiConsumer<OrganizationId, List<I>> runGroup) {
        this.groupLimit = groupLimit;
        this.runGroup = runGroup;
        // Platform threads: a group is a dozen round trips, and a virtual thread would queue behind
        // every
        // waiting request after each of them.
        drivers =
                new ThreadPoolExecutor(
                        MOST_AT_WORK,
                        MOST_AT_WORK,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("lane-", 0).factory());
        drivers.allowCoreThreadTimeOut(true);
    }

    public void submit(OrganizationId organization, I item) {
        lanes.computeIfAbsent(organization, Lane::new).add(item);
    }

    private final class Lane {

        private final OrganizationId organization;
        private final Queue<I> waiting = new ConcurrentLinkedQueue<>();
        private final Semaphore driving = new Semaphore(GROUPS_PER_LANE);

        Lane(OrganizationId organization) {
            this.organization = organization;
        }

        void add(I item) {
            waiting.add(item);
            if (driving.tryAcquire()) {
                drivers.execute(this::drive);
            }
        }

        /**
         * Runs one group and queues up again behind the other lanes while more waits; what arrives
         * in the last moment finds a new driver.
         */
        private void drive() {
            var group = next();
            try {
                if (!group.isEmpty()) {
                    runGroup.accept(organization, group);
                }
            } finally {
                if (waiting.isEmpty()) {
                    driving.release();
                    if (!waiting.isEmpty() && driving.tryAcquire()) {
                        drivers.execute(this::drive);
                    }
                } else {
                    drivers.execute(this::drive);
                }
            }
        }

        private List<I> next() {
            var group = new ArrayList<I>();
            for (I item; group.size() < groupLimit && (item = waiting.poll()) != null; ) {
                group.add(item);
            }
            return group;
        }
    }
}
