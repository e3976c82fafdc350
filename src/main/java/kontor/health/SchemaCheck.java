package kontor.health;

import java.util.List;
import kontor.db.Database;

/** Whether the schema of the database is the one that this build was made for. */
public final class SchemaCheck implements HealthCheck {

    private final Database database;

    public SchemaCheck(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public List<HealthReport> reports() {
        String ours = database.schema();
        String theirs = database.system(HealthTable::newestMigration);
        return List.of(
                ours.equals(theirs)
                        ? HealthReport.ready("", "the schema is that of migration " + ours)
                        : HealthReport.notReady(
                                "",
                                "the schema is that of migration "
                                        + theirs
                                        + ", this build needs "
                                        + ours
                                        + "; start a build of the same version on each node"));
    }
}
