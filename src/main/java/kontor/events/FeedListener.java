package kontor.events;

import kontor.core.OrganizationId;

/** Hears how far the feeds of organizations got; owned here, for a room above. */
@FunctionalInterface
public interface FeedListener {

    FeedListener NOBODY = (_, _, _) -> {};

    /**
     * The database has answered COMMIT and nobody was told of it yet. Concurrent appends may be
     * told out of order. It must be quick and must not fail.
     *
     * @param before where the feed ended in the database when the events were linked to it
     * @param after where it ends with them
     */
    void appended(OrganizationId organization, FeedPosition before, FeedPosition after);
}
