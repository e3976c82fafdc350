package kontor.metrics;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** SQL of what is counted over all organizations, by a transaction that watches. */
final class MetricsTable {

    long openBatches(Handle watching) {
        return watching.createQuery("SELECT count(*) FROM batches WHERE open")
                .mapTo(Long.class)
                .one();
    }

    long unreadFiles(Handle watching) {
        return watching.createQuery("SELECT count(*) FROM inbox_files WHERE state = 'RECEIVED'")
                .mapTo(Long.class)
                .one();
    }

    /** Seconds for which the next round of each job has been due. */
    Map<String, Long> overdue(Handle watching) {
        return watching.createQuery(
                        """
                        SELECT name, extract(epoch FROM clock_timestamp() - next)::bigint
                        FROM jobs ORDER BY name LIMIT 100
                        """)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
