package kontor.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import kontor.core.OrganizationId;

/**
 * One lane per organization: what arrives while a group commits becomes the next group. There is no
 * timer - an idle lane runs its first item at once, a busy one gets cheaper per item.
 */
public final class Lanes<I> {

    private final int groupLimit;
    private final BiConsumer<OrganizationId, List<I>> runGroup;
    private final Map<OrganizationId, Lane> lanes = new ConcurrentHashMap<>();

    /** @param runGroup runs one group; it must tell each item what became of it and never throw */
    public Lanes(int groupLimit, BiConsumer<OrganizationId, List<I>> runGroup) {
        this.groupLimit = groupLimit;
        this.runGroup = runGroup;
    }

    public void submit(OrganizationId organization, I item) {
        lanes.computeIfAbsent(organization, Lane::new).add(item);
    }

    private final class Lane {

        private final OrganizationId organization;
        private final Queue<I> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean driven = new AtomicBoolean();

        Lane(OrganizationId organization) {
            this.organization = organization;
        }

        void add(I item) {
            waiting.add(item);
            drive();
        }

        /** The caller drives one group - its own, if it came first - and hands the rest to a fresh thread. */
        private void drive() {
            if (!driven.compareAndSet(false, true)) {
                return;
            }
            try {
                var group = new ArrayList<I>(groupLimit);
                for (I item; group.size() < groupLimit && (item = waiting.poll()) != null; ) {
                    group.add(item);
                }
                if (!group.isEmpty()) {
                    runGroup.accept(organization, group);
                }
            } finally {
                driven.set(false);
            }
            if (!waiting.isEmpty()) {
                Thread.startVirtualThread(this::drive);
            }
        }
    }
}
