package kontor.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all jobs, each round on one node of the cluster. When it is time is decided by the database;
 * how often it is asked, by a clock that nobody sets.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final Duration QUESTION = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final Database database;
    private final JobTable table = new JobTable();
    private final List<Job<?>> jobs;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended;

    public Jobs(Database database, List<Job<?>> jobs) {
        this.database = database;
        this.jobs = List.copyOf(jobs);
        this.ended = new CountDownLatch(jobs.size());
    }

    public void start() {
        jobs.forEach(job -> Thread.ofPlatform().daemon().name(job.name()).start(() -> keep(job)));
    }

    private void keep(Job<?> job) {
        try {
            while (!closing.await(QUESTION.toMillis(), TimeUnit.MILLISECONDS)) {
                guarded(job, "this node", () -> ask(job));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void ask(Job<?> job) {
        if (database.system(handle -> table.take(handle, job.name(), job.pause()))) {
            round(job);
        }
    }

    private <P> void round(Job<P> job) {
        for (P part : job.parts().get()) {
            if (closing.getCount() == 0) {
                return;
            }
            guarded(job, part, () -> job.work().accept(part));
        }
    }

    private static void guarded(Job<?> job, Object part, Runnable work) {
        try {
            work.run();
        } catch (DatabaseAway | CommitUnknown away) {
            LOG.warn(
                    "the {} for {} has no database; the next round tries again: {}",
                    job.name(),
                    part,
                    away.getMessage());
        } catch (RuntimeException failed) {
            LOG.warn("the {} for {} failed; the next round tries again", job.name(), part, failed);
        }
    }

    /** Lets the part that is at work finish. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!ended.await(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.info("jobs are left unfinished; another round goes on with them");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
