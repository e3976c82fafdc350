package kontor.banks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.banks.Turns.Turn;
import kontor.cases.Cases;
import kontor.changes.Changes;
import kontor.changes.Journal;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.connections.Connections;
import kontor.connections.SimulatedBank;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.leases.LeaseLost;
import kontor.pauses.Pause;
import kontor.shares.Allowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything between Kontor and an organization's banks, one round at a time: files out, the
 * simulated bank's turn, files in. It is handed out line by line, each to one node at a time
 * ({@link Turns}), so that a bank that is slow keeps no other waiting.
 */
public final class BankWork {

    /** So often may a node be frozen in one piece of work. */
    private static final int MOST_TAKEN_OVER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(BankWork.class);

    private final Database database;
    private final Connections connections;
    private final Instructions instructions;
    private final Dispatcher dispatcher;
    private final Fetcher fetcher;
    private final Inbox inbox;
    private final InboxFiles inboxFiles;
    private final Channels channels;
    private final Turns turns;
    private final Map<OrganizationId, Turns.Alone> alone = new ConcurrentHashMap<>();
    private final Map<OrganizationId, ReentrantLock> aloneHere = new ConcurrentHashMap<>();
    private final Gate gate;
    private final Troubles troubles;

    /** Whether banks may be worked for; owned here, for a room above. */
    public interface Gate {

        Gate OPEN = (_, lines) -> lines;

        /** Those of the lines over which files may go now; asked before each round. */
        List<BankLine> open(OrganizationId organization, List<BankLine> lines);

        /** Before a file leaves: what it stands on is durable everywhere when this returns. */
        default void beforeSending() {}
    }

    /** Hears what of the work for a line did not succeed; the next round tries it again. */
    @FunctionalInterface
    public interface Troubles {

        /**
         * @param what says it in words, without what is in a file
         */
        void noted(BankLine line, String what, RuntimeException why);

        /** What a bank offered was put aside, which is told elsewhere too; others go on. */
        default void putAside(BankLine line, String what) {}
    }

    /**
     * What a line has to do, as far as the database knows.
     *
     * @param open the files that are on their way, or prepared and may leave
     * @param nextFile when the next file is to be built, in banking time
     * @param paused why nothing leaves over it
     */
    public record Outlook(
            BankLine line, Set<UUID> open, Optional<Instant> nextFile, Optional<Pause> paused) {}

    /**
     * What goes out and what comes in.
     *
     * @param incoming the kinds of files that banks send; the first that recognizes a file reads it
     * @param troubles hears what did not succeed
     * @param allowance how much of what comes in an organization may have stored
     */
    public record Files(
            Instructions instructions,
            List<FileKind> incoming,
            Gate gate,
            Troubles troubles,
            Allowance allowance) {}

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
        this.turns = new Turns(database);
        this.instructions = files.instructions;
        this.gate = files.gate;
        this.troubles = files.troubles;
        this.inboxFiles = new InboxFiles(journal);
        this.dispatcher = new Dispatcher(database, changes, channels, files);
        this.fetcher = new Fetcher(changes, journal, channels, files);
        var reader = new InboxReader(changes, new Cases(journal), List.copyOf(files.incoming));
        this.inbox = new Inbox(database, changes, reader, files.troubles);
    }

    /** What an operator sees of files from banks, and decides of those that were set aside. */
    public InboxFiles inboxFiles() {
        return inboxFiles;
    }

    /** What an operator may decide of files whose fate nobody can tell. */
    public Instructions instructions() {
        return instructions;
    }

    /** The lines of an organization, oldest first; a handful, one for each bank. */
    public List<BankLine> lines(OrganizationId organization) {
        return database.read(organization, connections::all).stream()
                .map(connection -> new BankLine(organization, connection))
                .toList();
    }

    /** What each line of the organization has to do, all seen at one moment. */
    public List<Outlook> outlook(OrganizationId organization) {
        return database.read(
                organization,
                tx -> {
                    var open = instructions.open(tx);
                    return connections.all(tx).stream()
                            .map(
                                    one ->
                                            new Outlook(
                                                    new BankLine(organization, one),
                                                    open.getOrDefault(one.id(), Set.of()),
                                                    dispatcher.nextFile(tx, one),
                                                    dispatcher.paused(tx, one)))
                            .toList();
                });
    }

    /**
     * One round of a line; false when it is closed, or somebody else was at it or at what had to be
     * read.
     */
    public boolean tryRun(BankLine line) {
        var turn = turns.tryTake(line);
        if (turn.isEmpty()) {
            return false;
        }
        try (var held = turn.get()) {
            return round(held);
        } catch (LeaseLost | Channel.Withdrawn lost) {
            LOG.warn("the round of {} ended early: {}", line, lost.getMessage());
            return false;
        }
    }

    private boolean round(Turn turn) {
        var line = turn.line();
        if (!isOpen(line)) {
            return false;
        }
        dispatcher.run(turn);
        channels.find(line.connection())
                .flatMap(Channel::simulatedBank)
                .ifPresent(bank -> turn(bank, line.organization()));
        var meanwhile = dispatcher.meanwhile(turn);
        fetcher.run(turn, meanwhile);
        return !inbox.hasNews(line) || read(turn, meanwhile);
    }

    /** What cannot be found out keeps the line closed. */
    private boolean isOpen(BankLine line) {
        try {
            return !gate.open(line.organization(), List.of(line)).isEmpty();
        } catch (RuntimeException failed) {
            troubles.noted(line, "whether anything was lost was not found out", failed);
            return false;
        }
    }

    private boolean read(Turn turn, Runnable meanwhile) {
        var reading = turns.tryReading(turn);
        if (reading.isEmpty()) {
            return false;
        }
        try (var held = reading.get()) {
            inbox.read(turn.line(), held, meanwhile);
            return true;
        }
    }

    /**
     * Waits for those who work for the organization's banks; nothing happens there meanwhile.
     *
     * @param work is begun again when the node was frozen in it and another took over: it must go
     *     on from what is there
     */
    public <R> R alone(OrganizationId organization, Supplier<R> work) {
        for (int left = MOST_TAKEN_OVER; ; left--) {
            try {
                return aloneOnce(organization, work);
            } catch (LeaseLost | Channel.Withdrawn lost) {
                if (left == 0) {
                    throw lost;
                }
                LOG.warn("work for {} alone begins again: {}", organization, lost.getMessage());
            }
        }
    }

    /**
     * One at a time in this node also by a lock of its own: those of the database go with their
     * session, and whoever was frozen meanwhile is still at work here.
     */
    private <R> R aloneOnce(OrganizationId organization, Supplier<R> work) {
        var here = aloneHere.computeIfAbsent(organization, _ -> new ReentrantLock());
        here.lock();
        try (var held = turns.alone(organization)) {
            alone.put(organization, held);
            return work.get();
        } finally {
            alone.remove(organization);
            here.unlock();
        }
    }

    /** One round of all lines, by whom has the organization {@link #alone}. */
    public void round(OrganizationId organization) {
        var held = Maps.required(alone, organization);
        var lines = open(organization);
        lines.forEach(line -> dispatcher.run(held.turn(line)));
        channels.simulatedBanks().forEach(bank -> turn(bank, organization));
        lines.forEach(line -> fetcher.run(held.turn(line), () -> {}));
        lines.stream()
                .filter(inbox::hasNews)
                .forEach(line -> inbox.read(line, held.reading(), () -> {}));
    }

    /** Each by itself: a bank that does not answer closes its own line and no other. */
    private List<BankLine> open(OrganizationId organization) {
        return lines(organization).stream().filter(this::isOpen).toList();
    }

    private void turn(SimulatedBank bank, OrganizationId organization) {
        bank.run(organization, database.read(organization, Tx::bankNow));
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
        var lines = open(organization);
        return database.read(
                organization,
                tx ->
                        lines.stream()
                                .flatMap(
                                        line -> dispatcher.nextFile(tx, line.connection()).stream())
                                .map(when -> when.isAfter(after) ? when : after.plusSeconds(1))
                                .min(Instant::compareTo));
    }
}
