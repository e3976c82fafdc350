package kontor.resources;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.UUID;
import java.util.function.BiPredicate;
import kontor.changes.ResourceKind;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;

/** The {@code /events} list for rooms that do not serve it with {@link ResourceRoutes} yet. */
public final class EventViews {

    private EventViews() {}

    /**
     * Events of the resource whose id stands in the path as {@code {id}}; unknown to the caller:
     * 404.
     */
    public static Answer list(Call call, Database database, Events events, String resource) {
        return list(call, database, events, resource, (_, _) -> true);
    }

    /**
     * The same for resources that belong to an own account.
     *
     * @param within whether the caller may see it; asked only when the caller's role is limited
     */
    public static Answer list(
            Call call,
            Database database,
            Events events,
            String resource,
            BiPredicate<Tx, UUID> within) {
        UUID id = call.id("id");
        var page = call.page();
        var organization = call.caller().organization();
        var history =
                new History(
                        events,
                        new ResourceKind(resource, resource),
                        (tx, _, one) -> within.test(tx, one));
        var found =
                orThrow(
                        database.read(
                                organization, tx -> history.page(tx, call.caller(), id, page)));
        return call.list(page, found, event -> History.view(event, organization));
    }
}
