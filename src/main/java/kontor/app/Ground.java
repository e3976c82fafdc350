package kontor.app;

import java.util.function.Supplier;
import kontor.anchors.Anchors;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Office;
import kontor.changes.Changes;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.db.Database;
import kontor.events.Events;
import kontor.events.FeedListener;
import kontor.history.KeptPositions;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.security.SecurityLog;
import kontor.shares.Allowance;
import kontor.vault.Vault;

/** The lowest floors: the database, the feed, the one way in for changes, the routes. */
public record Ground(
        Database database,
        Vault vault,
        Routes routes,
        Events events,
        Journal journal,
        ExternalIds externalIds,
        Changes changes,
        Resources resources,
        KeptPositions kept,
        FourEyes fourEyes,
        SecurityLog security,
        Anchors anchors,
        Allowance allowance) {

    /**
     * @param vault opens what is encrypted in the database
     * @param kept what this node knows of the feeds
     * @param allowance what each organization may use at most
     * @param office knows who can be a second person, when all rooms are there
     */
    static Ground on(
            Database database,
            Vault vault,
            KeptPositions kept,
            Allowance allowance,
            Supplier<Office> office) {
        var anchors = new Anchors(database, vault);
        FeedListener both =
                (organization, before, after) -> {
                    kept.appended(organization, before, after);
                    anchors.appended(organization, before, after);
                };
        var events = new Events(both, anchors);
        var changes = new Changes(database);
        var journal = new Journal(events);
        return new Ground(
                database,
                vault,
                new Routes(),
                events,
                journal,
                new ExternalIds(),
                changes,
                new Resources(database, changes, events),
                kept,
                new FourEyes(journal, office),
                new SecurityLog(database, journal),
                anchors,
                allowance);
    }
}
