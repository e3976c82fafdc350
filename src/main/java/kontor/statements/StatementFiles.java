package kontor.statements;

import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.accounts.Accounts;
import kontor.banks.AccountFileListener;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/**
 * Account files of banks. Each is read twice, streaming: first to add its statements up, then to
 * book the entries of those that prove. The entries of an intraday report become pending
 * transactions; the details of a notification wait for the entries that a statement books.
 */
public final class StatementFiles implements AccountFileListener {

    private final Database database;
    private final Changes changes;
    private final Accounts accounts;
    private final Statements statements;

    public StatementFiles(
            Database database, Changes changes, Accounts accounts, Statements statements) {
        this.database = database;
        this.changes = changes;
        this.accounts = accounts;
        this.statements = statements;
    }

    @Override
    public Optional<String> read(
            OrganizationId organization, UUID inboxFile, Function<UUID, InputStream> files) {
        return new StatementImport(
                        database,
                        accounts,
                        statements,
                        new StatementConsumers(changes, organization, statements),
                        inboxFile,
                        files)
                .read();
    }

    @Override
    public Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
        var words = new HashMap<>(statements.notifications().waiting(tx, inboxFiles));
        statements
                .pages()
                .waiting(tx, inboxFiles)
                .forEach((file, why) -> words.merge(file, why, (one, other) -> one + "; " + other));
        return words;
    }
}
