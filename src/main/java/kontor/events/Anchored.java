package kontor.events;

import java.util.NavigableMap;
import java.util.TreeMap;
import kontor.core.OrganizationId;

/** What is known outside the database of where feeds were; owned here, for a room above. */
@FunctionalInterface
public interface Anchored {

    Anchored NOWHERE = _ -> new TreeMap<>();

    /**
     * The links of a feed by their positions.
     *
     * @throws IllegalStateException when what was kept was altered; the message says how
     */
    NavigableMap<Long, byte[]> of(OrganizationId organization);
}
