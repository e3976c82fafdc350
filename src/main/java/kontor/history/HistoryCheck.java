package kontor.history;

import java.util.ArrayList;
import java.util.List;
import kontor.health.HealthCheck;
import kontor.health.HealthReport;

/** Whether bank work is held, and whether what is told can be kept. */
public final class HistoryCheck implements HealthCheck {

    private final HistoryWatch watch;

    public HistoryCheck(HistoryWatch watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<HealthReport> reports() {
        var reports = new ArrayList<HealthReport>();
        if (!watch.isKeeping()) {
            reports.add(
                    HealthReport.notReady(
                            "", "the data folder takes no positions, so no file leaves"));
        }
        watch.heldForAll().forEach(hold -> reports.add(report("", hold)));
        watch.held()
                .forEach(
                        (organization, holds) ->
                                holds.forEach(
                                        hold ->
                                                reports.add(
                                                        report(organization.toString(), hold))));
        if (reports.isEmpty()) {
            reports.add(HealthReport.ready("", "the database holds all that was told"));
        }
        return reports;
    }

    private static HealthReport report(String organization, Hold hold) {
        String subject = hold.connection().map(Object::toString).orElse(organization);
        return HealthReport.notReady(
                subject, "bank work is held: " + hold.detail() + "; see ./kontor bank status");
    }
}
