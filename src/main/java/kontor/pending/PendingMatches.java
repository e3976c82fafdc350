package kontor.pending;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import kontor.transactions.EntryMarks;
import kontor.transactions.EntryRow;

/**
 * Finds the pending transaction that announced a booked entry: by the strongest sign first, each
 * once.
 */
final class PendingMatches {

    private static final List<BiPredicate<EntryMarks, EntryMarks>> SIGNS =
            List.of(
                    EntryMarks::sameServicerReference,
                    EntryMarks::sameEndToEndId,
                    EntryMarks::sameDay);

    private PendingMatches() {}

    /** By the id of the booked transaction. */
    static Map<UUID, PendingRow> among(List<EntryRow> booked, List<PendingRow> pending) {
        var found = new HashMap<UUID, PendingRow>();
        var left = new ArrayList<>(pending);
        for (var sign : SIGNS) {
            for (EntryRow row : booked) {
                UUID id = row.transaction().id();
                if (found.containsKey(id)) {
                    continue;
                }
                var announced =
                        left.stream()
                                .filter(one -> sign.test(row.marks(), one.marks()))
                                .findFirst();
                if (announced.isPresent()) {
                    found.put(id, announced.get());
                    left.remove(announced.get());
                }
            }
        }
        return found;
    }
}
