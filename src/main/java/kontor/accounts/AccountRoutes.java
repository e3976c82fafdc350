package kontor.accounts;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Optional;
import java.util.UUID;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** Accounts and balances over HTTP. */
public final class AccountRoutes {

    private static final String ALL = "/financial-data/v2/accounts";
    private static final String ONE = ALL + "/{id}";

    /** In the place of an id: the balances of all accounts. */
    private static final String ALL_ACCOUNTS = "-";

    private final Resources resources;
    private final Accounts accounts;
    private final Balances balances;
    private final Door<RequestedAccount> create;
    private final Door<AccountPatch> patch;
    private final ResourceRoutes<Account> shared;

    public AccountRoutes(
            Resources resources, Accounts accounts, Balances balances, FourEyes fourEyes) {
        this.create =
                fourEyes.door(
                        Operation.of(
                                Area.ACCOUNTS,
                                "createAccount",
                                Accounts.CREATE,
                                RequestedAccount::parse),
                        accounts::create);
        Operation<AccountPatch> changes =
                Operation.patch(
                        Area.ACCOUNTS,
                        "updateAccount",
                        Accounts.UPDATE,
                        AccountPatch.RULES,
                        AccountPatch::parse);
        this.patch = fourEyes.door(changes.where(AccountRoutes::isWatched), accounts.patch);
        this.resources = resources;
        this.accounts = accounts;
        this.balances = balances;
        this.shared = new ResourceRoutes<>(resources, Accounts.KIND, Account::view);
    }

    /** Whether it says who holds the account, or by which numbers and banks it is reached. */
    private static boolean isWatched(AccountPatch patch) {
        return !patch.steps().stream()
                .allMatch(
                        step ->
                                step instanceof AccountPatch.Step.Alias
                                        || step instanceof AccountPatch.Step.Metadata);
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/financial-data/v2beta/accounts")
                        .needs(Accounts.CREATE)
                        .reads("CreateAccountRequest")
                        .answers(201, "Account")
                        .by(shared.create(RequestedAccount::parse, create)));
        routes.add(
                Route.get(ALL)
                        .needs(Accounts.READ)
                        .filters(AccountFilter.NAMES)
                        .answers(200, "AccountList")
                        .by(shared.list(AccountFilter::parse, accounts::list)));
        routes.add(
                Route.get(ONE)
                        .needs(Accounts.READ)
                        .answers(200, "Account")
                        .by(shared.one(accounts::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(Accounts.UPDATE)
                        .requiresIfMatch()
                        .reads("AccountJSONPatchRequest")
                        .answers(200, "Account")
                        .by(shared.patch(AccountPatch.RULES, AccountPatch::parse, patch)));
        routes.add(
                Route.get(ONE + "/balances")
                        .needs(Balances.READ)
                        .filters(BalanceFilter.NAMES)
                        .answers(200, "BalanceList")
                        .by(this::balances));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(Accounts.READ)
                        .answers(200, "EventList")
                        .by(shared.events((_, caller, id) -> caller.accounts().allows(id))));
    }

    private Answer balances(Call call) {
        Optional<UUID> account =
                call.parameter("id").equals(ALL_ACCOUNTS)
                        ? Optional.empty()
                        : Optional.of(call.id("id"));
        var filter = BalanceFilter.parse(account, call.query());
        var page = call.page();
        var caller = call.caller();
        var found = orThrow(resources.read(call, tx -> balances.list(tx, caller, filter, page)));
        return call.list(page, found, balance -> balance.view(caller.organization()));
    }
}
