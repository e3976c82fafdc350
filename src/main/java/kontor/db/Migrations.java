package kontor.db;

import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema of the database up to date ({@code resources/db/migration}); only forward. */
final class Migrations {

    private Migrations() {}

    /**
     * It uses connections of its own, without timeouts: a migration may take long, and it waits for
     * that of another node.
     *
     * @return the newest of this build
     */
    static String run(String jdbcUrl) {
        var withoutTimeouts = new PGSimpleDataSource();
        withoutTimeouts.setURL(jdbcUrl);
        withoutTimeouts.setTcpKeepAlive(true);
        var flyway =
                Flyway.configure()
                        .dataSource(withoutTimeouts)
                        .locations("classpath:db/migration")
                        .table("schema_history")
                        .load();
        flyway.migrate();
        return Objects.requireNonNull(flyway.info().current().getVersion()).getVersion();
    }
}
