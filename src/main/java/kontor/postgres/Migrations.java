package kontor.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
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
     * @throws CannotStart when one fails, or what was run is not what this build has
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
            refuseOther(flyway.info());
            flyway.migrate();
            return newest(flyway.info());
        } catch (FlywayException failed) {
            throw new CannotStart(sentence(flyway, failed));
        }
    }

    /** What was run is what this build has, as far as it was run. */
    private static void refuseOther(MigrationInfoService info) {
        refuse(
                info,
                one -> one.getState() == MigrationState.FUTURE_SUCCESS,
                "The schema of the database is that of a newer Kontor (migration %s is unknown to"
                        + " this one). Start the newer Kontor, or restore the backup from before"
                        + " it.");
        refuseUnlike(info);
    }

    private static void refuseUnlike(MigrationInfoService info) {
        refuse(
                info,
                one -> one.getState().isFailed(),
                "Migration %s broke off in the database and left a part behind. Restore the backup"
                        + " from before it, then start again.");
        refuse(
                info,
                one -> one.getState().isApplied() && !one.getState().isResolved(),
                "Migration %s was run in the database and is not part of this Kontor: one that"
                        + " somebody built otherwise. Start the Kontor that ran it.");
        refuse(
                info,
                one -> one.getState().isResolved() && !one.isChecksumMatching(),
                "Migration %s is another one in the database than in this Kontor: it was changed"
                        + " after it had been run. Start the Kontor that ran it.");
        refuse(
                info,
                one -> one.getState() == MigrationState.IGNORED,
                "Migration %s was never run in the database although later ones were. Restore a"
                        + " backup whose schema_history is whole.");
    }

    private static void refuse(
            MigrationInfoService info, Predicate<MigrationInfo> wrong, String sentence) {
        var versions =
                Arrays.stream(info.all())
                        .filter(wrong)
                        .map(one -> Objects.toString(one.getVersion()))
                        .collect(Collectors.joining(", "));
        if (!versions.isEmpty()) {
            throw new CannotStart(sentence.formatted(versions));
        }
    }

    private static String newest(MigrationInfoService info) {
        return Objects.requireNonNull(info.current().getVersion()).getVersion();
    }

    /** Each migration is one transaction: what failed is the first that is still to be run. */
    private static String sentence(Flyway flyway, FlywayException failed) {
        var sql = sqlOf(failed);
        if (sql != null) {
            var next = flyway.info().pending();
            return "Migration %s cannot be run in the database: %s. It has changed nothing."
                    .formatted(
                            next.length == 0 ? "" : Objects.toString(next[0].getVersion()),
                            DatabaseFault.words(sql));
        }
        if (flyway.info().applied().length == 0) {
            return "The database holds tables of something else and none of Kontor's. Name an empty"
                    + " one of Kontor's own in KONTOR_DATABASE_URL.";
        }
        return "The schema of the database cannot be brought up to date. Nothing was changed.";
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
