package kontor.banks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.connections.Channels;
import kontor.connections.Connections;
import kontor.core.OrganizationId;
import kontor.db.AdvisoryLock;
import kontor.db.Database;
import kontor.db.SessionLock;
import kontor.db.Tx;

/**
 * Everything between Kontor and an organization's banks, one round at a time: files out, the
 * simulated bank's turn, files in. One node works one organization at a time, under an advisory
 * lock that the sandbox clock takes too.
 */
public final class BankWork {

    /** "KNT": keeps these locks apart from other users' of the same database. */
    private static final int LOCKS = 0x4B4E54;

    private final Database database;
    private final Connections connections;
    private final Instructions instructions;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final InboxFiles inboxFiles;
    private final Channels channels;

    /**
     * What goes out and what comes in.
     *
     * @param incoming the kinds of files that banks send; the first that recognizes a file reads it
     */
    public record Files(Instructions instructions, List<FileKind> incoming) {

        public Files {
            incoming = List.copyOf(incoming);
        }
    }

    public BankWork(
            Database database,
            Changes changes,
            Journal journal,
            Connections connections,
            Channels channels,
            Files files) {
        this.database = database;
        this.connections = connections;
        this.channels = channels;
        this.instructions = files.instructions;
        this.inboxFiles = new InboxFiles(journal);
        this.dispatcher = new Dispatcher(database, changes, connections, instructions, channels);
        this.inbox =
                new Inbox(
                        database,
                        changes,
                        connections,
                        channels,
                        new InboxReader(changes, files.incoming));
    }

    /** What an operator sees of files from banks, and decides of those that were set aside. */
    InboxFiles inboxFiles() {
        return inboxFiles;
    }

    /** What an operator may decide of files whose fate nobody can tell. */
    Instructions instructions() {
        return instructions;
    }

    /** One round, unless another is at it. */
    public boolean tryRun(OrganizationId organization) {
        var lock = SessionLock.tryTake(database, lock(organization));
        if (lock.isEmpty()) {
            return false;
        }
        try (var _ = lock.get()) {
            round(organization);
            return true;
        }
    }

    /** Waits for the organization's lock; nothing of its banks happens during the work. */
    public <R> R alone(OrganizationId organization, Supplier<R> work) {
        try (var _ = SessionLock.take(database, lock(organization))) {
            return work.get();
        }
    }

    /** Two organizations that share it only wait for each other. */
    private static AdvisoryLock lock(OrganizationId organization) {
        return new AdvisoryLock.Pair(LOCKS, organization.value().hashCode());
    }

    /** One round; the caller holds the lock. */
    public void round(OrganizationId organization) {
        dispatcher.run(organization);
        Instant bankNow = database.read(organization, Tx::bankNow);
        channels.simulatedBanks().forEach(bank -> bank.run(organization, bankNow));
        inbox.run(organization);
    }

    /**
     * The next moment after {@code after} at which a round would find something to do; a second
     * later for a payment that is overdue.
     */
    public Optional<Instant> nextMoment(OrganizationId organization, Instant after) {
        var banks =
                channels.simulatedBanks().stream()
                        .flatMap(bank -> bank.nextMoment(organization, after).stream());
        return Stream.concat(nextFile(organization, after).stream(), banks).min(Instant::compareTo);
    }

    private Optional<Instant> nextFile(OrganizationId organization, Instant after) {
        return database.read(
                organization,
                tx ->
                        connections.all(tx).stream()
                                .flatMap(
                                        connection ->
                                                instructions.sources().stream()
                                                        .flatMap(
                                                                source ->
                                                                        source
                                                                                .nextDue(
                                                                                        tx,
                                                                                        connection)
                                                                                .stream()))
                                .map(when -> when.isAfter(after) ? when : after.plusSeconds(1))
                                .min(Instant::compareTo));
    }
}
