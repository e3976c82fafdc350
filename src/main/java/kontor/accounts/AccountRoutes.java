package kontor.accounts;

import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;

/** Accounts and balances over HTTP. */
public final class AccountRoutes {

    private static final String ALL_ACCOUNTS = "-";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Accounts accounts;
    private final Balances balances;
    private final Door<RequestedAccount> create;
    private final Door<AccountPatch> patch;

    public AccountRoutes(
            Database database,
            Resources resources,
            Events events,
            Accounts accounts,
            Balances balances) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.create = accounts::create;
        this.patch = accounts::patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/financial-data/v2beta/accounts")
                        .needs("accounts:create")
                        .reads("CreateAccountRequest")
                        .answers(201, "Account")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                RequestedAccount.parse(call.json()))));
        routes.add(
                Route.get("/financial-data/v2/accounts")
                        .needs("accounts:read")
                        .filters("status")
                        .answers(200, "AccountList")
                        .by(this::list));
        routes.add(
                Route.get("/financial-data/v2/accounts/{id}")
                        .needs("accounts:read")
                        .answers(200, "Account")
                        .by(this::one));
        routes.add(
                Route.patch("/financial-data/v2/accounts/{id}")
                        .needs("accounts:update")
                        .requiresIfMatch()
                        .reads("AccountJSONPatchRequest")
                        .answers(200, "Account")
                        .by(this::change));
        routes.add(
                Route.get("/financial-data/v2/accounts/{id}/balances")
                        .needs("accounts:read", "account_balances:read")
                        .filters("type", "mostRecent")
                        .answers(200, "BalanceList")
                        .by(this::balances));
        routes.add(
                Route.get("/financial-data/v2/accounts/{id}/events")
                        .needs("accounts:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call,
                                                database,
                                                events,
                                                Accounts.RESOURCE,
                                                (_, id) -> call.caller().accounts().allows(id))));
    }

    private Answer list(Call call) {
        var statuses = call.query().manyOf("status", AccountStatus.class);
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(
                        organization,
                        tx -> accounts.list(tx, statuses, call.caller().accounts(), page)),
                account -> account.view(organization));
    }

    private Answer one(Call call) {
        var id = call.id("id");
        var organization = call.caller().organization();
        var account =
                database.read(organization, tx -> accounts.find(tx, id))
                        .filter(found -> call.caller().accounts().allows(found.id()))
                        .orElseThrow(HttpError::notFound);
        return Answer.json(200, account.view(organization)).withVersion(account.version());
    }

    private Answer change(Call call) {
        return resources.change(
                call,
                patch,
                call.id("id"),
                call.requiredIfMatch(),
                AccountPatch.parse(call.patch(AccountPatch.RULES)));
    }

    private Answer balances(Call call) {
        Optional<UUID> account =
                call.parameter("id").equals(ALL_ACCOUNTS)
                        ? Optional.empty()
                        : Optional.of(call.id("id"));
        var type = call.query().oneOf("type", Balance.Type.class);
        boolean mostRecent = call.query().bool("mostRecent").orElse(false);
        var page = call.page();
        var organization = call.caller().organization();
        var limit = call.caller().accounts();
        var found =
                database.read(
                        organization,
                        tx -> {
                            if (!limit.allows(account)
                                    || account.isPresent()
                                            && accounts.find(tx, account.get()).isEmpty()) {
                                throw HttpError.notFound();
                            }
                            return mostRecent
                                    ? balances.mostRecent(
                                            tx, new Balances.Filter(account, type, limit), page)
                                    : balances.list(
                                            tx, new Balances.Filter(account, type, limit), page);
                        });
        return call.list(page, found, balance -> balance.view(organization));
    }
}
