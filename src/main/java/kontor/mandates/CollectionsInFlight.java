package kontor.mandates;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/**
 * How far the collections under a mandate are. Implemented by the room that collects, asked before
 * a mandate changes.
 */
public interface CollectionsInFlight {

    /** Those of the mandates that have a collection which is not final yet. */
    Set<UUID> of(Tx tx, Collection<UUID> mandates);

    /**
     * Those of the mandates that have a collection which is not final yet and stands in a file for
     * the bank.
     */
    Set<UUID> inFiles(Tx tx, Collection<UUID> mandates);
}
