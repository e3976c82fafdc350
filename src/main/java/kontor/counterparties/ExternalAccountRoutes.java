package kontor.counterparties;

import kontor.changes.Door;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;

/** External accounts over HTTP. */
public final class ExternalAccountRoutes {

    private static final String ALL = "/payments/v2/external-accounts";
    private static final String ONE = ALL + "/{id}";

    private final ExternalAccounts accounts;
    private final ResourceRoutes<ExternalAccount> shared;

    public ExternalAccountRoutes(Resources resources, ExternalAccounts accounts) {
        this.accounts = accounts;
        this.shared = new ResourceRoutes<>(resources, ExternalAccounts.KIND, ExternalAccount::view);
    }

    public void register(Routes routes) {
        Door<NewExternalAccount> create = accounts::create;
        routes.add(
                Route.post(ALL)
                        .needs(ExternalAccounts.CREATE)
                        .reads("CreateExternalAccountRequest")
                        .answers(201, "ExternalAccount")
                        .by(shared.create(NewExternalAccount::parse, create)));
        routes.add(
                Route.get(ALL)
                        .needs(ExternalAccounts.READ)
                        .filters(CounterpartyFilter.NAMES_OF_ACCOUNTS)
                        .answers(200, "ExternalAccountList")
                        .by(shared.list(CounterpartyFilter::parseOfAccounts, accounts::list)));
        routes.add(
                Route.get(ONE)
                        .needs(ExternalAccounts.READ)
                        .externalIds()
                        .answers(200, "ExternalAccount")
                        .by(shared.oneByReference(accounts::find)));
        routes.add(
                Route.patch(ONE)
                        .needs(ExternalAccounts.UPDATE)
                        .externalIds()
                        .reads("ExternalAccountJSONPatchRequest")
                        .answers(200, "ExternalAccount")
                        .by(
                                shared.patch(
                                        ExternalAccountPatch.RULES,
                                        ExternalAccountPatch::parse,
                                        accounts.patch)));
        routes.add(
                Route.delete(ONE)
                        .needs(ExternalAccounts.DELETE)
                        .externalIds()
                        .by(shared.delete(accounts.delete)));
        routes.add(
                Route.get(ONE + "/events")
                        .needs(ExternalAccounts.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }
}
