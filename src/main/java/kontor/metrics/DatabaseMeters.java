package kontor.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import kontor.db.Database;
import kontor.jobs.WatchTable;

/** What only the database knows: batches and jobs. Told as it was when it last answered. */
final class DatabaseMeters {

    private final Metrics metrics;
    private final WatchTable watch;
    private final MetricsTable table = new MetricsTable();
    private final MultiGauge jobs;
    private volatile long openBatches;
    private volatile long unreadFiles;
    private volatile long answeredNanos = System.nanoTime();

    DatabaseMeters(Metrics metrics, Database database) {
        this.metrics = metrics;
        this.watch = new WatchTable(database);
        jobs =
                metrics.gauges(
                        "kontor.job.overdue.seconds",
                        "How long a round of a job has been due; below 0 until it is");
        metrics.gauge("kontor.batches.open", "Batches with work left", () -> openBatches);
        metrics.gauge(
                "kontor.bank.files.unread",
                "Files from banks that wait to be read",
                () -> unreadFiles);
        metrics.gauge(
                "kontor.database.answered.seconds",
                "How long ago the database was last asked for these figures and answered",
                () -> (System.nanoTime() - answeredNanos) / 1e9);
    }

    void gather() {
        var rows = new ArrayList<Row<?>>();
        watch.ask(
                watching -> {
                    openBatches = table.openBatches(watching);
                    unreadFiles = table.unreadFiles(watching);
                    table.overdue(watching).forEach((job, seconds) -> rows.add(row(job, seconds)));
                    return true;
                });
        metrics.tell(jobs, List.copyOf(rows));
        answeredNanos = System.nanoTime();
    }

    private static Row<?> row(String job, long seconds) {
        return Row.of(Tags.of("job", job), seconds);
    }
}
