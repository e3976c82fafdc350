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

/** External accounts over HTTP. */
public final class ExternalAccountRoutes {

    private static final String ALL = "/payments/v2/external-accounts";
    private static final String ONE = "/payments/v2/external-accounts/{id}";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final ExternalAccounts accounts;
    private final Door<NewExternalAccount> create;
    private final Door<ExternalAccountPatch> patch;
    private final Door<UUID> delete;

    public ExternalAccountRoutes(
            Database database, Resources resources, Events events, ExternalAccounts accounts) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.accounts = accounts;
        this.create = accounts::create;
        this.patch = accounts::patch;
        this.delete = accounts::delete;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(ALL)
                        .needs("external_accounts:create")
                        .reads("CreateExternalAccountRequest")
                        .answers(201, "ExternalAccount")
                        .by(
                                call ->
                                        resources.answer(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewExternalAccount.parse(call.json()))));
        routes.add(
                Route.get(ALL)
                        .needs("external_accounts:read")
                        .filters("query", "counterpartyId", "entityIdsIn")
                        .answers(200, "ExternalAccountList")
                        .by(this::list));
        routes.add(
                Route.get(ONE)
                        .needs("external_accounts:read")
                        .externalIds()
                        .answers(200, "ExternalAccount")
                        .by(this::one));
        routes.add(
                Route.patch(ONE)
                        .needs("external_accounts:update")
                        .externalIds()
                        .reads("ExternalAccountJSONPatchRequest")
                        .answers(200, "ExternalAccount")
                        .by(this::patch));
        routes.add(
                Route.delete(ONE).needs("external_accounts:delete").externalIds().by(this::delete));
        routes.add(
                Route.get(ONE + "/events")
                        .needs("external_accounts:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                ExternalAccounts.RESOURCE)));
    }

    private Answer patch(Call call) {
        var request = ExternalAccountPatch.parse(call.patch(ExternalAccountPatch.RULES));
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
                database.read(call.caller().organization(), tx -> accounts.resolve(tx, reference)));
    }

    private Answer one(Call call) {
        var reference = call.reference("id");
        var organization = call.caller().organization();
        var account =
                database.read(
                        organization,
                        tx -> orThrow(accounts.find(tx, orThrow(accounts.resolve(tx, reference)))));
        return Answer.json(200, account.view(organization)).withVersion(account.version());
    }

    private Answer list(Call call) {
        var filter = CounterpartyFilter.ofAccounts(call);
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> accounts.list(tx, filter, page)),
                account -> account.view(organization));
    }
}
