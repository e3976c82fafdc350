package kontor.banks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the bank work of every organization each second, on one node of the cluster at a time. */
public final class BankJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BankJobs.class);

    /** A node that died with the work in its hands is replaced after this many silent beats. */
    private static final int MOST_MISSED_BEATS = 5;

    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Scheduler scheduler;

    /**
     * @param leftovers what rooms above look for each second, e.g. batches whose node died
     * @param housekeeping what else is done now and then, e.g. mandates that lapse
     */
    public BankJobs(
            Database database,
            Supplier<List<OrganizationId>> organizations,
            BankWork work,
            Consumer<OrganizationId> leftovers,
            Consumer<OrganizationId> housekeeping) {
        var round =
                Tasks.recurring("bank-work", FixedDelay.of(Duration.ofSeconds(1)))
                        .execute(
                                (_, _) ->
                                        each(
                                                organizations,
                                                organization -> {
                                                    leftovers.accept(organization);
                                                    work.tryRun(organization);
                                                }));
        var hourly =
                Tasks.recurring("housekeeping", FixedDelay.of(Duration.ofHours(1)))
                        .execute((_, _) -> each(organizations, housekeeping));
        scheduler =
                Scheduler.create(database.dataSource())
                        .startTasks(round, hourly)
                        .threads(2)
                        .pollingInterval(Duration.ofSeconds(1))
                        .heartbeatInterval(BEAT)
                        .missedHeartbeatsLimit(MOST_MISSED_BEATS)
                        .shutdownMaxWait(DRAIN)
                        .build();
    }

    private static void each(
            Supplier<List<OrganizationId>> organizations, Consumer<OrganizationId> work) {
        for (OrganizationId organization : organizations.get()) {
            try {
                work.accept(organization);
            } catch (RuntimeException failed) {
                LOG.warn(
                        "the work for organization {} failed; the next round tries again",
                        organization,
                        failed);
            }
        }
    }

    public void start() {
        scheduler.start();
    }

    /** Lets the running round finish. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
