package kontor.warnings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;

/** The door to all warnings about payments, whoever knows of them. */
public final class Warnings implements WarningSource {

    private final List<WarningSource> sources;

    /**
     * @param more who knows of warnings besides this room; theirs come first
     */
    public Warnings(List<WarningSource> more) {
        var all = new ArrayList<WarningSource>(more);
        all.add(new History());
        this.sources = List.copyOf(all);
    }

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        var all = new HashMap<UUID, List<Warning>>();
        if (payments.isEmpty()) {
            return all;
        }
        for (var source : sources) {
            source.of(tx, caller, payments)
                    .forEach(
                            (id, some) ->
                                    all.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(some));
        }
        return all;
    }

    /** About one payment. */
    public List<Warning> of(Tx tx, Caller caller, UUID payment) {
        return of(tx, caller, List.of(payment)).getOrDefault(payment, List.of());
    }
}
