package kontor.mandates;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/**
 * How far are the collections of a mandate? Asked of the room that collects, before a mandate
 * changes.
 */
public interface CollectionsInFlight {

    /** Those of the mandates that have a collection which is not final yet. */
    Set<UUID> of(Tx tx, Collection<UUID> mandates);

    /**
     * Those of the mandates that have a collection, not final yet, which stands in a file for the
     * bank.
     */
    Set<UUID> inFiles(Tx tx, Collection<UUID> mandates);
}
