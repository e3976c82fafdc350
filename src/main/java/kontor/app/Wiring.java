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
import kontor.transactions.StatementFiles;
import kontor.transactions.Statements;
import kontor.transactions.TransactionRoutes;
import kontor.transactions.Transactions;

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
    private final Transactions transactions = new Transactions(events);
    // The reconciliation room will hear of new transactions here.
    private final Statements statements = new Statements(events, balances, (_, _) -> {});
    private final StatementFiles statementFiles;

    public Wiring(Database database) {
        this.database = database;
        this.changes = new Changes(database);
        this.statementFiles = new StatementFiles(database, changes, accounts, statements);
        new EntityRoutes(database, entities).register(routes);
        new AccountRoutes(database, changes, accounts, balances).register(routes);
        new TransactionRoutes(database, changes, events, transactions).register(routes);
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

    public Transactions transactions() {
        return transactions;
    }

    public Statements statements() {
        return statements;
    }

    public StatementFiles statementFiles() {
        return statementFiles;
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
