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
        var trouble = database.trouble();
        return List.of(
                trouble.isPresent()
                        ? HealthReport.notReady("", trouble.get())
                        : HealthReport.ready("", "it answers and takes changes"));
    }
}
