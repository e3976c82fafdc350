package kontor.app;

import kontor.accounts.AccountRoutes;
import kontor.accounts.Accounts;
import kontor.accounts.Balances;
import kontor.accounts.Entities;
import kontor.accounts.EntityRoutes;
import kontor.changes.Changes;
import kontor.changes.ExternalIds;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Callers;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.http.Routes;

/** Every room and who knows whom, from the ground up. Nothing is joined anywhere else. */
public final class Wiring {

    private final Database database;
    private final Routes routes = new Routes();
    private final Events events = new Events();
    private final ExternalIds externalIds = new ExternalIds();
    private final Changes changes;
    private final Entities entities = new Entities(events);
    private final Accounts accounts = new Accounts(events, externalIds);
    private final Balances balances = new Balances();

    public Wiring(Database database) {
        this.database = database;
        this.changes = new Changes(database);
        new EntityRoutes(database, entities).register(routes);
        new AccountRoutes(database, changes, accounts, balances).register(routes);
    }

    public Entities entities() {
        return entities;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Balances balances() {
        return balances;
    }

    public Routes routes() {
        return routes;
    }

    public Database database() {
        return database;
    }

    public Changes changes() {
        return changes;
    }

    public Events events() {
        return events;
    }

    public ExternalIds externalIds() {
        return externalIds;
    }

    public Dispatch dispatch(Callers callers, PageTokens pageTokens, boolean enforceRateLimit) {
        return new Dispatch(routes, callers, pageTokens, enforceRateLimit);
    }
}
