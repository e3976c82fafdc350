package kontor.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.UUID;
import kontor.changes.ResourceKind;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.Event;
import kontor.events.Events;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** What happened to one resource, oldest first: Event of the API. */
public final class History {

    /** Whether a caller whose role is limited to some accounts may see it. */
    @FunctionalInterface
    public interface Visible {
        boolean to(Tx tx, Caller caller, UUID id);
    }

    private final Events events;
    private final ResourceKind kind;
    private final Visible visible;

    /**
     * @param visible asked only when the caller's role is limited
     */
    public History(Events events, ResourceKind kind, Visible visible) {
        this.events = events;
        this.kind = kind;
        this.visible = visible;
    }

    /** Refuses what is unknown; what was deleted still has its events. */
    public Outcome<Page<Event>> page(Tx tx, Caller caller, UUID id, PageRequest page) {
        int after = page.after().map(Integer::parseInt).orElse(0);
        List<Event> found =
                caller.accounts().all() || visible.to(tx, caller, id)
                        ? events.ofResource(tx, kind.name(), id, after, page.limit() + 1)
                        : List.of();
        // Whatever exists has been created, so a resource without events is none.
        return found.isEmpty() && after == 0
                ? Outcome.refused(Refusal.notFound())
                : Outcome.done(
                        Page.cut(found, page.limit(), event -> String.valueOf(event.version())));
    }

    static JsonNode view(Event event, OrganizationId organization) {
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
