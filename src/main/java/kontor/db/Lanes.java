package kontor.db;

import java.time.Duration;
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
 * Collects items of an organization into groups that run together in one transaction. Each
 * organization has a lane: the items that arrive while a group runs become the next group. There is
 * no timer: an idle lane runs its first item at once, and under load groups get larger and so
 * cheaper per item. A lane runs up to two groups at a time, so that one can work while the other
 * waits for the disk; the lock on the row of the event feed brings their commits into order.
 *
 * @param <I> an item, e.g. a request
 */
public final class Lanes<I> {

    /** The most groups that run at a time in all lanes; each needs one connection. */
    private static final int MOST_AT_WORK = 8;

    private static final int GROUPS_PER_LANE = 2;

    private final int groupLimit;
    private final BiConsumer<OrganizationId, List<I>> runGroup;
    private final Map<OrganizationId, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor drivers;

    /** When each group that runs now began, in nanoseconds of this process. */
    private final Map<Thread, Long> running = new ConcurrentHashMap<>();

    /**
     * @param groupLimit the most items of a group
     * @param runGroup runs one group and completes each of its items; it must never throw
     */
    public Lanes(int groupLimit, BiConsumer<OrganizationId, List<I>> runGroup) {
        this.groupLimit = groupLimit;
        this.runGroup = runGroup;
        // Platform threads: a group is a dozen round trips, and after each of them a virtual thread
        // would
        // queue behind all waiting requests.
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

    /** How long the group that runs longest has run; zero when none runs. */
    public Duration longestRun() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                running.values().stream().mapToLong(begun -> now - begun).max().orElse(0));
    }

    /**
     * What the lanes have to do at a moment.
     *
     * @param running groups
     * @param waiting items that no group has taken
     */
    public record Load(int running, int waiting) {}

    /** Counted without a lock: about right while much comes and goes. */
    public Load load() {
        return new Load(
                running.size(), lanes.values().stream().mapToInt(one -> one.waiting.size()).sum());
    }

    private void run(OrganizationId organization, List<I> group) {
        running.put(Thread.currentThread(), System.nanoTime());
        try {
            runGroup.accept(organization, group);
        } finally {
            running.remove(Thread.currentThread());
        }
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
         * Runs one group. While more items wait, the lane queues up again behind the other lanes.
         * An item that arrives at the last moment starts a new driver.
         */
        private void drive() {
            var group = next();
            try {
                if (!group.isEmpty()) {
                    run(organization, group);
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
