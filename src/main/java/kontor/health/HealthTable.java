package kontor.health;

import org.jdbi.v3.core.Handle;

/** What the checks ask the database. */
final class HealthTable {

    private HealthTable() {}

    static String newestMigration(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT version FROM schema_history
                        WHERE success AND version IS NOT NULL
                        ORDER BY string_to_array(replace(version, '_', '.'), '.')::int[] DESC LIMIT 1
                        """)
                .mapTo(String.class)
                .one();
    }
}
