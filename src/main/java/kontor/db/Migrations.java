package kontor.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema forward ({@code resources/db/migration}); it never goes back. */
final class Migrations {

    private Migrations() {}

    static void run(DataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .table("schema_history")
                .load()
                .migrate();
    }
}
