package kontor.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.FeedPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets bank work go on only where the database holds what this node knows. Each round of a line is
 * preceded by a look at its organization; by itself it looks at all of them at the start and
 * whenever the database was renewed, and at a few every other second.
 */
public final class HistoryWatch implements BankWork.Gate, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * So long after a renewal nobody works: another node may know more, and looks meanwhile. Longer
     * than {@link #PAUSE}.
     */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(4);

    /** So many organizations in a usual look, whatever their number. */
    private static final int FEW = 5;

    private final Database database;
    private final Events events;
    private final Channels channels;
    private final KeptPositions positions;
    private final Holds holds;
    private final SentFiles files;
    private final Supplier<List<OrganizationId>> organizations;

    /** What the database was when it was last looked at, and since when by the node's own time. */
    private record Renewal(String what, int number, long sinceNanos) {}

    private final AtomicReference<Renewal> renewal = new AtomicReference<>(new Renewal("", 0, 0));

    /** The renewal for which the files of a line were compared. */
    private final Map<UUID, Integer> compared = new ConcurrentHashMap<>();

    private final Map<OrganizationId, List<Hold>> held = new ConcurrentHashMap<>();
    private volatile List<Hold> heldForAll = List.of();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("history").unstarted(this::watch);
    private int lookedAtAll = -1;
    private int place;
    private boolean closed;

    HistoryWatch(
            Database database,
            Events events,
            Channels channels,
            KeptPositions positions,
            Holds holds,
            SentFiles files,
            Supplier<List<OrganizationId>> organizations) {
        this.database = database;
        this.events = events;
        this.channels = channels;
        this.positions = positions;
        this.holds = holds;
        this.files = files;
        this.organizations = organizations;
    }

    /** What one transaction sees of an organization. */
    private record Look(
            String renewal,
            Optional<FeedPosition> lost,
            HoldTable.Seen seen,
            List<Hold> open,
            List<Hold> openForAll) {}

    @Override
    public List<BankLine> open(OrganizationId organization, List<BankLine> lines) {
        var open = look(organization);
        if (isTooEarly()) {
            return List.of();
        }
        return lines.stream().filter(line -> !isHeld(line, open)).toList();
    }

    /** What a channel knows is looked at also where there is a hold already: operators see both. */
    private boolean isHeld(BankLine line, List<Hold> open) {
        boolean files = lacksFiles(line);
        return files || open.stream().anyMatch(hold -> concerns(hold, line));
    }

    private boolean concerns(Hold hold, BankLine line) {
        return switch (hold.cause()) {
            case OPERATOR, LOST_HISTORY -> true;
            case LOST_FILES -> hold.connection().equals(Optional.of(line.connection().id()));
            case LOST_ORGANIZATION ->
                    channels.find(line.connection()).flatMap(Channel::simulatedBank).isEmpty();
        };
    }

    /** Compares once for each renewal, and again while there is a difference. */
    private boolean lacksFiles(BankLine line) {
        UUID id = line.connection().id();
        int number = renewal.get().number;
        if (compared.getOrDefault(id, 0) == number) {
            return false;
        }
        var lost = files.lost(line);
        if (lost.isEmpty()) {
            compared.put(id, number);
            return false;
        }
        compared.remove(id);
        holds.lostFiles(line, lost, files);
        return true;
    }

    @Override
    public void beforeSending() {
        positions.flush();
    }

    /** Compares what is known with the feed. What is open then, for it and for all. */
    private List<Hold> look(OrganizationId organization) {
        var known = positions.of(organization);
        var look = database.read(organization, tx -> look(tx, known));
        noteRenewal(look.renewal);
        if (look.lost.isEmpty()) {
            known.ifPresent(all -> positions.proved(organization, all));
        } else if (look.seen == HoldTable.Seen.RELEASED) {
            positions.reset(organization, end(organization));
        } else if (look.seen == HoldTable.Seen.NEVER) {
            holds.lostHistory(organization, look.lost.get(), end(organization));
            return look(organization);
        }
        note(organization, look);
        var all = new ArrayList<>(look.openForAll);
        all.addAll(look.open);
        return all;
    }

    private Look look(Tx tx, Optional<Known> known) {
        var lost =
                known.flatMap(
                        all -> all.places().filter(place -> !events.has(tx, place)).findFirst());
        return new Look(
                InstallationTable.renewal(tx.sql()),
                lost,
                lost.map(place -> holds.table().seen(tx, place)).orElse(HoldTable.Seen.NEVER),
                holds.table().open(tx),
                InstallationTable.open(tx.sql()));
    }

    private FeedPosition end(OrganizationId organization) {
        return database.read(organization, events::end);
    }

    private void note(OrganizationId organization, Look look) {
        heldForAll = look.openForAll;
        if (!look.open.isEmpty()) {
            held.put(organization, look.open);
        } else if (held.remove(organization) != null) {
            LOG.info("bank work of organization {} goes on: its holds are released", organization);
        }
    }

    private void noteRenewal(String what) {
        var before = renewal.get();
        if (!before.what.equals(what)) {
            boolean noted =
                    renewal.compareAndSet(
                            before, new Renewal(what, before.number + 1, System.nanoTime()));
            if (noted && before.number > 0) {
                LOG.info("the database was renewed; bank work goes on when all was looked at");
            }
        }
    }

    /** Not at the start of a node: other nodes, if any, have been looking all the time. */
    private boolean isTooEarly() {
        var last = renewal.get();
        return last.number > 1 && System.nanoTime() - last.sinceNanos < FIRST_LOOK.toNanos();
    }

    /** Looks by itself from now on. */
    public HistoryWatch start() {
        thread.start();
        return this;
    }

    /** Holds all bank work until an operator releases it. */
    public void hold() {
        holds.wished();
    }

    /** What is held, for health and log. */
    public Map<OrganizationId, List<Hold>> held() {
        return Map.copyOf(held);
    }

    List<Hold> heldForAll() {
        return heldForAll;
    }

    boolean isKeeping() {
        return positions.isKeeping();
    }

    private void watch() {
        do {
            try {
                lookAround();
            } catch (RuntimeException failed) {
                // That the database is away is said by others; the next look tries again.
                LOG.debug("the history was not looked at", failed);
            }
        } while (waited());
    }

    /** Everything once for each renewal, otherwise a few. */
    void lookAround() {
        noteRenewal(database.system(InstallationTable::renewal));
        int number = renewal.get().number;
        var kept = positions.organizations();
        var there = new LinkedHashSet<>(organizations.get());
        kept.stream().filter(one -> !there.contains(one)).forEach(this::missing);
        heldForAll = database.system(InstallationTable::open);
        if (lookedAtAll != number) {
            there.forEach(this::look);
            lookedAtAll = number;
            return;
        }
        held.keySet().stream().filter(there::contains).forEach(this::look);
        there.stream().skip(place).limit(FEW).forEach(this::look);
        place = place + FEW < there.size() ? place + FEW : 0;
    }

    private void missing(OrganizationId organization) {
        var known = positions.of(organization).map(Known::newest);
        boolean released =
                known.isPresent()
                        && database.system(
                                sql ->
                                        InstallationTable.isReleased(
                                                sql, organization, known.get()));
        if (released) {
            positions.forget(organization);
            held.remove(organization);
        } else {
            known.ifPresent(newest -> holds.lostOrganization(organization, newest));
        }
    }

    private synchronized boolean waited() {
        try {
            if (!closed) {
                wait(PAUSE.toMillis());
            }
            return !closed;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
