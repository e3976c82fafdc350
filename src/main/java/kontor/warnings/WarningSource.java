package kontor.warnings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;

/** Who knows of warnings about payments; rooms above implement it. */
@FunctionalInterface
public interface WarningSource {

    /**
     * Warnings about each of these payments that has any, in a fixed number of statements whatever
     * their number.
     *
     * @param caller who reads them, within the limit of the role to some own accounts
     */
    Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments);

    /** What this one knows, then what that one knows. */
    default WarningSource and(WarningSource other) {
        return (tx, caller, payments) -> {
            var all = new HashMap<UUID, List<Warning>>();
            for (var source : List.of(this, other)) {
                source.of(tx, caller, payments)
                        .forEach(
                                (id, some) ->
                                        all.computeIfAbsent(id, _ -> new ArrayList<>())
                                                .addAll(some));
            }
            return all;
        };
    }
}
