package kontor.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The {@code /events} list that every resource has: Event of the API, oldest first. */
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
        PageRequest page = call.page();
        OrganizationId organization = call.caller().organization();
        int after = page.after().map(Integer::parseInt).orElse(0);
        List<Event> found =
                database.read(
                        organization,
                        tx ->
                                call.caller().accounts().all() || within.test(tx, id)
                                        ? events.ofResource(
                                                tx, resource, id, after, page.limit() + 1)
                                        : List.of());
        // Whatever exists has been created, so a resource without events is none.
        if (found.isEmpty() && after == 0) {
            throw HttpError.notFound();
        }
        return call.list(
                page,
                Page.cut(found, page.limit(), event -> String.valueOf(event.version())),
                event -> view(organization, event));
    }

    private static JsonNode view(OrganizationId organization, Event event) {
        var view =
                Json.object()
                        .put("id", event.version())
                        .put("organizationId", organization.toString())
                        .put("entityId", event.resourceId().toString())
                        .put("type", event.type().name())
                        .put("name", event.name())
                        .put("timestamp", Json.timestamp(event.occurred()));
        event.details().ifPresent(details -> view.putRawValue("details", new RawValue(details)));
        event.message().ifPresent(message -> view.put("message", message));
        return view.put("originator", event.originator());
    }
}
