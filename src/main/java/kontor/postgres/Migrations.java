package kontor.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema of the database up to date ({@code resources/db/migration}); only forward. */
final class Migrations {

    private Migrations() {}

    /**
     * It uses connections of its own, without timeouts: a migration may take long, and it waits for
     * that of another node.
     *
     * @return the newest of this build
     * @throws CannotStart when one fails, or the schema is that of a newer build
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
        try {
            refuseNewer(flyway.info());
            flyway.migrate();
            return newest(flyway.info());
        } catch (FlywayException failed) {
            throw new CannotStart(sentence(failed));
        }
    }

    private static void refuseNewer(MigrationInfoService info) {
        var unknown =
                Arrays.stream(info.applied())
                        .filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS)
                        .map(one -> Objects.toString(one.getVersion()))
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new CannotStart(
                    "The schema of the database is that of a newer Kontor (migration "
                            + unknown
                            + " is unknown to this one). Start the newer Kontor, or restore the"
                            + " backup from before it.");
        }
    }

    private static String newest(MigrationInfoService info) {
        return Objects.requireNonNull(info.current().getVersion()).getVersion();
    }

    /** What PostgreSQL said where it was asked, otherwise what Flyway found, on one line. */
    private static String sentence(FlywayException failed) {
        var sql = sqlOf(failed);
        String why =
                sql == null
                        ? String.valueOf(failed.getMessage())
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .limit(2)
                                .collect(Collectors.joining(": "))
                        : DatabaseFault.words(sql);
        return "The schema of the database cannot be brought up to date: "
                + why
                + ". Nothing was changed.";
    }

    private static @Nullable SQLException sqlOf(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
