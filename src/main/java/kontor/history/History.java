package kontor.history;

import java.util.List;
import java.util.function.Supplier;
import kontor.banks.BankWork;
import kontor.banks.Instructions;
import kontor.changes.Journal;
import kontor.connections.Channels;
import kontor.core.OrganizationId;
import kontor.db.Database;

/** The room put together: the watch, which bank work asks, and the desk of operators. */
public final class History {

    private final Database database;
    private final Instructions instructions;
    private final Supplier<List<OrganizationId>> organizations;
    private final Holds holds;
    private final SentFiles files;
    private final HistoryWatch watch;

    /**
     * @param kept what this node knows of the feeds
     * @param organizations all that are in the database
     */
    public History(
            Database database,
            Journal journal,
            Channels channels,
            Instructions instructions,
            KeptPositions kept,
            Supplier<List<OrganizationId>> organizations) {
        this.database = database;
        this.instructions = instructions;
        this.organizations = organizations;
        this.holds = new Holds(database, journal);
        this.files = new SentFiles(database, channels, instructions);
        this.watch =
                new HistoryWatch(
                        database, journal.events(), channels, kept, holds, files, organizations);
    }

    public HistoryWatch watch() {
        return watch;
    }

    public BankDesk desk(BankWork work) {
        return new BankDesk(
                database,
                work,
                new Adoption(database, instructions),
                watch,
                holds,
                files,
                organizations);
    }
}
