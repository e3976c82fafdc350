package kontor.app;

import kontor.changes.Changes;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.db.Database;
import kontor.events.Events;
import kontor.history.KeptPositions;
import kontor.http.Routes;
import kontor.resources.Resources;

/** The lowest floors: the database, the feed, the one way in for changes, the routes. */
public record Ground(
        Database database,
        Routes routes,
        Events events,
        Journal journal,
        ExternalIds externalIds,
        Changes changes,
        Resources resources,
        KeptPositions kept) {

    /**
     * @param kept what this node knows of the feeds
     */
    static Ground on(Database database, KeptPositions kept) {
        var events = new Events(kept);
        var changes = new Changes(database);
        return new Ground(
                database,
                new Routes(),
                events,
                new Journal(events),
                new ExternalIds(),
                changes,
                new Resources(database, changes, events),
                kept);
    }
}
