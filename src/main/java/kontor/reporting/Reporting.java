package kontor.reporting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import kontor.wire.Json;

/**
 * What an account keeps of its statements.
 *
 * @param reportedBy connections, beside that of the account, whose statements and reports count
 * @param gaps in the order of their days
 */
public record Reporting(List<UUID> reportedBy, List<StatementGap> gaps) {

    /** More connections are not named. */
    public static final int MOST_REPORTERS = 10;

    public static final Reporting NONE = new Reporting(List.of(), List.of());

    public Reporting {
        reportedBy = List.copyOf(reportedBy);
        gaps = List.copyOf(gaps);
    }

    public Reporting with(UUID connection) {
        var all = new ArrayList<>(reportedBy);
        if (!all.contains(connection)) {
            all.add(connection);
        }
        return new Reporting(all, gaps);
    }

    /** Without one of the connections, by its place in the list. */
    public Reporting without(int place) {
        var all = new ArrayList<>(reportedBy);
        all.remove(place);
        return new Reporting(all, gaps);
    }

    public Reporting leaving(List<StatementGap> others) {
        return new Reporting(reportedBy, others);
    }

    /** Adds its members to the view of an account; none where there is nothing to say. */
    public void show(ObjectNode view) {
        if (!reportedBy.isEmpty()) {
            var array = view.putArray("reportedBy");
            reportedBy.forEach(one -> array.add(one.toString()));
        }
        if (!gaps.isEmpty()) {
            var array = view.putArray("statementGaps");
            gaps.forEach(one -> array.add(one.view()));
        }
    }

    /** As it is stored. */
    public String write() {
        var node = Json.object();
        show(node);
        return Json.write(node);
    }

    public static Reporting read(String stored) {
        var node = Json.readOwn(stored);
        return new Reporting(
                StreamSupport.stream(node.path("reportedBy").spliterator(), false)
                        .map(one -> UUID.fromString(one.asText()))
                        .toList(),
                StreamSupport.stream(node.path("statementGaps").spliterator(), false)
                        .map(StatementGap::read)
                        .toList());
    }
}
