package kontor.counterparties;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.ResourceRef;

/** Counterparties over HTTP. */
public final class CounterpartyRoutes {

    private static final String ALL = "/payments/v2/counterparties";
    private static final String ONE = "/payments/v2/counterparties/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Counterparties counterparties;
    private final Door<NewCounterparty> create;
    private final Door<CounterpartyPatch> patch;
    private final Door<UUID> delete;

    public CounterpartyRoutes(
            Database database, Resources resources, Events events, Counterparties counterparties) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.counterparties = counterparties;
        this.create = counterparties::create;
        this.patch = counterparties::patch;
        this.delete = counterparties::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs("counterparties:create")
                        .reads("CreateCounterpartyRequest")
                        .answers(201, "Counterparty")
                        .by(
                                call ->
                                        resources.answer(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewCounterparty.parse(call.json()))));
        routes.add(
                Route.get(ALL)
                        .needs("counterparties:read")
                        .filters("query", "entityIdsIn")
                        .answers(200, "CounterpartyList")
                        .by(this::list));
        routes.add(
                Route.get(ONE)
                        .needs("counterparties:read")
                        .externalIds()
                        .answers(200, "Counterparty")
                        .by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("counterparties:update")
                        .externalIds()
                        .reads("CounterpartyJSONPatchRequest")
                        .answers(200, "Counterparty")
                        .by(this::patch));
        routes.add(
                Route.delete(ONE)
                        .needs("counterparties:delete", "external_accounts:delete")
                        .externalIds()
                        .by(this::delete));
        routes.add(
                Route.get(ONE + "/events")
                        .needs("counterparties:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call, database, events, Counterparties.RESOURCE)));
    }

    private Answer patch(Call call) {
        var request = CounterpartyPatch.parse(call.patch(CounterpartyPatch.RULES));
        return resources.answer(call, patch, id(call), call.ifMatch(), request);
    }

    private Answer delete(Call call) {
        UUID id = id(call);
        return resources.answer(call, delete, id, call.ifMatch(), id);
    }

    private UUID id(Call call) {
        var reference = call.reference("id");
        if (reference instanceof ResourceRef.ById(var id)) {
            return id;
        }
        return orThrow(
                database.read(
                        call.caller().organization(), tx -> counterparties.resolve(tx, reference)));
    }

    private Answer one(Call call) {
        var reference = call.reference("id");
        var organization = call.caller().organization();
        var counterparty =
                database.read(
                        organization,
                        tx ->
                                orThrow(
                                        counterparties.find(
                                                tx,
                                                orThrow(counterparties.resolve(tx, reference)))));
        return Answer.json(200, counterparty.view(organization))
                .withVersion(counterparty.version());
    }

    private Answer list(Call call) {
        var filter = CounterpartyFilter.ofCounterparties(call);
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> counterparties.list(tx, filter, page)),
                counterparty -> counterparty.view(organization));
    }
}
