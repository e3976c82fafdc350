package kontor.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.HexFormat;
import kontor.core.OrganizationId;
import kontor.events.Event;
import kontor.events.FeedProof;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Json;

/**
 * The audit log over HTTP: who did what and when, read from the event feed, and the check that
 * nobody changed the feed afterwards.
 */
public final class AuditLogRoutes {

    private final Resources resources;
    private final AuditLog log;

    public AuditLogRoutes(Resources resources, AuditLog log) {
        this.resources = resources;
        this.log = log;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/iam/v2beta/audit-log-entries")
                        .needs(AuditLog.READ)
                        .wholeOrganization()
                        .filters(AuditLog.FILTERS)
                        .answers(200, "AuditLogEntryList")
                        .by(this::list));
        routes.add(
                Route.get("/iam/v2beta/audit-log:verify")
                        .needs(AuditLog.READ)
                        .wholeOrganization()
                        .filters("from", "to")
                        .answers(200, "AuditLogProof")
                        .by(this::verify));
    }

    private Answer list(Call call) {
        var filter = AuditLog.filter(call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> log.list(tx, caller, filter, page));
        return call.list(page, found, event -> view(caller.organization(), event));
    }

    /** An entry as the API shows it. */
    public static JsonNode view(OrganizationId organization, Event event) {
        var view =
                Json.object()
                        .put("id", Long.toString(event.position()))
                        .put("organizationId", organization.toString())
                        .put("timestamp", Json.timestamp(event.occurred()))
                        .put("originator", event.originator())
                        .put("resource", event.resource())
                        .put("resourceId", event.resourceId().toString())
                        .put("resourceVersion", event.version())
                        .put("type", event.type().name())
                        .put("name", event.name());
        event.message().ifPresent(message -> view.put("message", message));
        event.details().ifPresent(details -> view.putRawValue("details", new RawValue(details)));
        event.requestId().ifPresent(request -> view.put("requestId", request.toString()));
        return view;
    }

    private Answer verify(Call call) {
        var range = AuditLog.Range.parse(call.query());
        return Answer.json(200, view(log.proof(call.caller(), range)));
    }

    private static JsonNode view(FeedProof proof) {
        var view =
                Json.object()
                        .put("ok", proof.holds())
                        .put("events", proof.events())
                        .put("erased", proof.erased())
                        .put("from", proof.from())
                        .put("to", proof.to())
                        .put("digest", HexFormat.of().formatHex(proof.digest()));
        if (proof.anchored() > 0) {
            view.put("anchored", proof.anchored());
        }
        proof.problem().ifPresent(words -> view.put("problem", words));
        proof.firstBroken().ifPresent(position -> view.put("firstBroken", position));
        return view;
    }
}
