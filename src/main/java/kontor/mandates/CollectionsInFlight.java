package kontor.mandates;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;

/** May this mandate be cancelled at once? Asked of the room that collects. */
public interface CollectionsInFlight {

    /** Those of the mandates that have a collection which is not final yet. */
    Set<UUID> of(Tx tx, Collection<UUID> mandates);
}
