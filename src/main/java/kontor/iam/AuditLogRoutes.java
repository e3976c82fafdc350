package kontor.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.events.AuditFilter;
import kontor.events.AuditPlace;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.FeedProof;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Json;
import kontor.wire.Page;

/**
 * The audit log over HTTP: who did what and when, read from the event feed, and the check that
 * nobody changed the feed afterwards.
 */
public final class AuditLogRoutes {

    /** The most checks that run on this node at a time: each may read a whole feed. */
    private static final int MOST_CHECKS = 2;

    private final Database database;
    private final Events events;
    private final Semaphore checks = new Semaphore(MOST_CHECKS);

    public AuditLogRoutes(Database database, Events events) {
        this.database = database;
        this.events = events;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get("/iam/v2beta/audit-log-entries")
                        .needs("audit_log:read")
                        .wholeOrganization()
                        .filters("originator", "resource", "resourceId", "requestId", "from", "to")
                        .answers(200, "AuditLogEntryList")
                        .by(this::list));
        routes.add(
                Route.get("/iam/v2beta/audit-log:verify")
                        .needs("audit_log:read")
                        .wholeOrganization()
                        .filters("from", "to")
                        .answers(200, "AuditLogProof")
                        .by(this::verify));
    }

    private Answer list(Call call) {
        var filter =
                new AuditFilter(
                        word(call, "originator"),
                        word(call, "resource"),
                        call.query().id("resourceId"),
                        call.query().id("requestId"),
                        moment(call, "from"),
                        moment(call, "to"));
        var page = call.page();
        OrganizationId organization = call.caller().organization();
        List<Event> found =
                database.read(
                        organization,
                        tx ->
                                events.audit(
                                        tx,
                                        filter,
                                        page.after().map(AuditPlace::parse),
                                        page.limit() + 1));
        return call.list(
                page,
                Page.cut(found, page.limit(), event -> AuditPlace.of(event).text()),
                event -> view(organization, event));
    }

    private static Optional<String> word(Call call, String name) {
        return call.query()
                .text(name)
                .map(
                        text -> {
                            if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
                                throw new InvalidRequest(
                                        Fault.invalid(
                                                name, "must be 1 to 64 letters, digits, _ or -"));
                            }
                            return text;
                        });
    }

    private static Optional<Instant> moment(Call call, String name) {
        return call.query()
                .text(name)
                .map(
                        text -> {
                            try {
                                var time = OffsetDateTime.parse(text);
                                if (time.getYear() >= 1 && time.getYear() <= 9_998) {
                                    return time.toInstant();
                                }
                            } catch (DateTimeParseException notATime) {
                                // Refused below, like a year that the database cannot store.
                            }
                            throw new InvalidRequest(
                                    Fault.invalid(
                                            name, "must be a timestamp like 2026-12-15T08:00:00Z"));
                        });
    }

    private static JsonNode view(OrganizationId organization, Event event) {
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
        long from = position(call, "from").orElse(1L);
        long to = position(call, "to").orElse(Long.MAX_VALUE);
        if (from > to) {
            throw new InvalidRequest(Fault.invalid("to", "must not come before from"));
        }
        if (!checks.tryAcquire()) {
            throw new HttpError(
                    429,
                    "rate_limited",
                    "other proofs are being computed; try again",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        try {
            return Answer.json(
                    200, view(events.proof(database, call.caller().organization(), from, to)));
        } finally {
            checks.release();
        }
    }

    private static Optional<Long> position(Call call, String name) {
        return call.query()
                .text(name)
                .map(
                        text -> {
                            if (!text.matches("[1-9][0-9]{0,17}")) {
                                throw new InvalidRequest(
                                        Fault.invalid(
                                                name,
                                                "must be the id of an audit log entry: 1 or more"));
                            }
                            return Long.valueOf(text);
                        });
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
        proof.firstBroken().ifPresent(position -> view.put("firstBroken", position));
        return view;
    }
}
