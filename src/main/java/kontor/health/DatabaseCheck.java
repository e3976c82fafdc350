package kontor.health;

import java.util.List;
import kontor.db.Database;

/** Whether the database answers and takes changes. */
public final class DatabaseCheck implements HealthCheck {

    private final Database database;

    public DatabaseCheck(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<HealthReport> reports() {
        boolean readOnly = database.system(HealthTable::isReadOnly);
        return List.of(
                readOnly
                        ? HealthReport.notReady(
                                "", "this server takes no changes: it is a standby or read only")
                        : HealthReport.ready("", "it answers and takes changes"));
    }
}
