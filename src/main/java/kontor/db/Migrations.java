package kontor.db;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema of the database up to date ({@code resources/db/migration}); only forward. */
final class Migrations {

    private Migrations() {}

    /**
     * It uses connections of its own, without timeouts: a migration may take long, and it waits for
     * that of another node.
     */
    static void run(String jdbcUrl) {
        var withoutTimeouts = new PGSimpleDataSource();
        withoutTimeouts.setURL(jdbcUrl);
        withoutTimeouts.setTcpKeepAlive(true);
        Flyway.configure()
                .dataSource(withoutTimeouts)
                .locations("classpath:db/migration")
                .table("schema_history")
                .load()
                .migrate();
    }
}
