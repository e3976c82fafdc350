package kontor.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.events.Event;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Json;
import kontor.http.Page;
import kontor.http.PageRequest;

/** The list of one resource's events, the same below every resource: oldest first. */
public final class EventViews {

    private EventViews() {}

    /** Answers {@code .../{id}/events}; what never existed has no events and is 404. */
    public static Answer list(Call call, Database database, Events events, String resource) {
        UUID id = call.id("id");
        PageRequest page = call.page();
        int after = page.after().map(Integer::parseInt).orElse(0);
        var organization = call.caller().organization();
        var found = database.read(organization, tx -> events.ofResource(tx, resource, id, after, page.limit() + 1));
        if (found.isEmpty() && after == 0) {
            throw HttpError.notFound();
        }
        return call.list(page, Page.cut(found, page.limit(), event -> Integer.toString(event.version())),
                event -> view(event, organization));
    }

    /** The Event of the API; its id counts per resource, as the version does. */
    public static JsonNode view(Event event, OrganizationId organization) {
        var view = Json.object()
                .put("id", event.version())
                .put("organizationId", organization.toString())
                .put("entityId", event.resourceId().toString())
                .put("type", event.type().name())
                .put("name", event.name())
                .put("timestamp", Json.timestamp(event.occurred()))
                .put("originator", event.originator());
        event.details().ifPresent(details -> view.set("details", Json.readOwn(details)));
        event.message().ifPresent(message -> view.put("message", message));
        return view;
    }
}
