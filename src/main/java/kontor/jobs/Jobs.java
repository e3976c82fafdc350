package kontor.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all jobs for every organization, each on one node of the cluster at a time. */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** A node that died with the work in its hands is replaced after this many silent beats. */
    private static final int MOST_MISSED_BEATS = 5;

    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Supplier<List<OrganizationId>> organizations;
    private final Scheduler scheduler;

    public Jobs(
            Database database, Supplier<List<OrganizationId>> organizations, List<Job<?>> jobs) {
        this.organizations = organizations;
        this.scheduler =
                Scheduler.create(database.dataSource())
                        .startTasks(jobs.stream().map(this::task).toList())
                        .threads(jobs.size())
                        .pollingInterval(Duration.ofSeconds(1))
                        .heartbeatInterval(BEAT)
                        .missedHeartbeatsLimit(MOST_MISSED_BEATS)
                        .shutdownMaxWait(DRAIN)
                        .build();
    }

    private RecurringTask<Void> task(Job<?> job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
                .execute((_, _) -> round(job));
    }

    private <P> void round(Job<P> job) {
        for (OrganizationId organization : organizations.get()) {
            guarded(
                    job,
                    "organization " + organization,
                    () ->
                            job.parts()
                                    .apply(organization)
                                    .forEach(
                                            part ->
                                                    guarded(
                                                            job,
                                                            part,
                                                            () -> job.work().accept(part))));
        }
    }

    private static void guarded(Job<?> job, Object part, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("the {} for {} failed; the next round tries again", job.name(), part, failed);
        }
    }

    public void start() {
        scheduler.start();
    }

    /** Lets the running rounds finish. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
