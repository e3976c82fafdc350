package kontor.bankfiles;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.connections.Traffic;
import kontor.core.Caller;
import kontor.db.Tx;

/** What went over connections, in two statements for any number of them. */
public final class FileTraffic implements Traffic.Source {

    private final TrafficTable table = new TrafficTable();

    @Override
    public Map<UUID, Traffic> of(Tx tx, Caller caller, Collection<UUID> connections) {
        if (connections.isEmpty() || !caller.accounts().all() || !caller.may(InboxFiles.READ)) {
            return Map.of();
        }
        var in = table.in(tx, connections);
        var out =
                caller.may(Instructions.READ)
                        ? table.out(tx, connections)
                        : Map.<UUID, Traffic.Out>of();
        var traffic = new HashMap<UUID, Traffic>();
        for (UUID id : connections) {
            var came = in.getOrDefault(id, TrafficTable.Came.NOTHING);
            traffic.put(
                    id,
                    new Traffic(
                            came.last(),
                            came.name(),
                            came.all(),
                            came.aside(),
                            Optional.ofNullable(out.get(id))));
        }
        return traffic;
    }
}
