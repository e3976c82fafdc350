package kontor.db;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema forward ({@code resources/db/migration}); it never goes back. */
final class Migrations {

    private Migrations() {}

    /**
     * On connections of its own: a migration takes the time it takes, and waits for another node's.
     */
    static void run(String jdbcUrl) {
        var patient = new PGSimpleDataSource();
        patient.setURL(jdbcUrl);
        patient.setTcpKeepAlive(true);
        Flyway.configure()
                .dataSource(patient)
                .locations("classpath:db/migration")
                .table("schema_history")
                .load()
                .migrate();
    }
}
