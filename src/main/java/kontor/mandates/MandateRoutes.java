package kontor.mandates;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.ResourceRef;

/** Mandates over HTTP. */
public final class MandateRoutes {

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Mandates mandates;
    private final Door<NewMandate> create;
    private final Door<MandatePatch> patch;
    private final Door<ResourceRef> cancel;

    public MandateRoutes(Database database, Resources resources, Events events, Mandates mandates) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.mandates = mandates;
        this.create = mandates::create;
        this.patch = mandates::patch;
        this.cancel = mandates::cancel;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/payments/v2/mandates")
                        .needs("mandates:create", "external_accounts:read", "counterparties:read")
                        .reads("CreateMandateRequest")
                        .answers(201, "Mandate")
                        .by(
                                call ->
                                        resources.answer(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewMandate.parse(call.json()))));
        routes.add(
                Route.get("/payments/v2/mandates")
                        .needs("mandates:read")
                        .filters("externalAccountId", "counterpartyId", "status", "scheme")
                        .answers(200, "MandateList")
                        .by(this::list));
        routes.add(
                Route.get("/payments/v2/mandates/{id}")
                        .needs("mandates:read")
                        .externalIds()
                        .answers(200, "Mandate")
                        .by(this::one));
        routes.add(
                Route.patch("/payments/v2beta/mandates/{id}")
                        .needs("mandates:update")
                        .externalIds()
                        .reads("MandateJSONPatchRequest")
                        .answers(200, "Mandate")
                        .by(this::patch));
        routes.add(
                Route.get("/payments/v2/mandates/{id}/events")
                        .needs("mandates:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                Mandates.RESOURCE,
                                                (tx, id) ->
                                                        mandates.find(
                                                                        tx,
                                                                        new ResourceRef.ById(id),
                                                                        call.caller().accounts())
                                                                instanceof Outcome.Done<Mandate>)));
        routes.add(
                Route.post("/payments/v2/mandates/{id}:cancel")
                        .needs("mandates:update")
                        .externalIds()
                        .takes(Route.Body.ANY)
                        .answers(202, "Mandate")
                        .by(
                                call -> {
                                    var reference = call.reference("id");
                                    return resources.answer(
                                            call,
                                            cancel,
                                            reference.idIfTold(),
                                            call.ifMatch(),
                                            reference);
                                }));
    }

    private Answer patch(Call call) {
        var request = MandatePatch.parse(call.patch(MandatePatch.RULES));
        UUID id =
                call.reference("id") instanceof ResourceRef.ById(var known)
                        ? known
                        : orThrow(
                                        database.read(
                                                call.caller().organization(),
                                                tx ->
                                                        mandates.find(
                                                                tx,
                                                                call.reference("id"),
                                                                call.caller().accounts())))
                                .id();
        return resources.answer(call, patch, id, call.ifMatch(), request);
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        var mandate =
                orThrow(
                        database.read(
                                organization,
                                tx ->
                                        mandates.find(
                                                tx,
                                                call.reference("id"),
                                                call.caller().accounts())));
        return Answer.json(200, mandate.view(organization)).withVersion(mandate.version());
    }

    private Answer list(Call call) {
        var filter =
                new MandateFilter(
                        call.query().id("externalAccountId"),
                        call.query().id("counterpartyId"),
                        call.query().oneOf("status", MandateStatus.class),
                        call.query().oneOf("scheme", MandateScheme.class),
                        call.caller().accounts());
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> mandates.list(tx, filter, page)),
                mandate -> mandate.view(organization));
    }
}
