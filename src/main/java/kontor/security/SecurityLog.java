package kontor.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import kontor.changes.Journal;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the security log. What is told here costs its teller nothing to speak of: a thread of
 * its own writes, each second, the lines of the log and what is due of the summaries.
 */
public final class SecurityLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityLog.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Lines that wait to be written; more in a second are counted only. */
    private static final int MOST_LINES = 2_000;

    /** Summaries that are written at a time. */
    private static final int SLICE = 200;

    private final Database database;
    private final SecurityEvents events;
    private final SecurityTable table = new SecurityTable();
    private final Tally tally = new Tally();
    private final ArrayBlockingQueue<Sighting> lines = new ArrayBlockingQueue<>(MOST_LINES);
    private final LineShares shares = new LineShares();
    private final AtomicLong unwritten = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer =
            Thread.ofPlatform().daemon().name("security-log").unstarted(this::keepWriting);

    public SecurityLog(Database database, Journal journal) {
        this.database = database;
        this.events = new SecurityEvents(journal);
    }

    public void start() {
        writer.start();
    }

    /** A request was answered. */
    public void answered(Exchange exchange) {
        exchange.sighting().ifPresent(this::note);
    }

    /** Something was seen. */
    public void note(Sighting one) {
        var now = now();
        if (!shares.take(one.kind(), one.address(), now) || !lines.offer(one)) {
            unwritten.incrementAndGet();
        }
        tally.add(one, now);
    }

    /** Somebody with a browser did something about signing in. */
    public void person(
            SecurityKind kind, Caller caller, String address, String about, UUID requestId) {
        note(
                new Sighting(
                        kind,
                        Optional.of(caller.organization()),
                        Optional.of(Sighting.nameOf(caller)),
                        Optional.of(caller.userId()),
                        address,
                        about,
                        "",
                        Optional.of(requestId)));
    }

    /**
     * A mail will not arrive.
     *
     * @param kind why it was written
     * @param why in the words of the mail server, whose number alone is told
     */
    public void mailGivenUp(Optional<OrganizationId> organization, String kind, String why) {
        String code = why.matches("[45][0-9]{2}\\b.*") ? why.substring(0, 3) : "";
        note(
                new Sighting(
                        SecurityKind.MAIL_GIVEN_UP,
                        organization,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "mail " + kind,
                        code,
                        Optional.empty()));
    }

    /**
     * Somebody used the command line; it is in the feeds when this returns.
     *
     * @param command its words, without what is secret
     */
    public void commandLine(Collection<OrganizationId> organizations, String command) {
        told(SecurityKind.COMMAND_LINE, organizations, command);
    }

    /** Somebody took an export on the command line. */
    public void downloaded(OrganizationId organization, String command) {
        told(SecurityKind.DOWNLOADED, List.of(organization), command);
    }

    /** Keys of the installation were rotated on the command line. */
    public void keysRotated(Collection<OrganizationId> organizations, String command) {
        told(SecurityKind.KEYS_ROTATED, organizations, command);
    }

    private void told(SecurityKind kind, Collection<OrganizationId> organizations, String command) {
        for (var organization : organizations) {
            note(OperatingSystem.sighting(kind, Optional.of(organization), command));
        }
        if (organizations.isEmpty()) {
            note(OperatingSystem.sighting(kind, Optional.empty(), command));
        }
        round(true);
    }

    /** Writes what there is to be written. */
    public void round() {
        round(false);
    }

    private void round(boolean ending) {
        var unknown = tally.takeUnknown();
        var owners = owners(unknown.keySet());
        unknown.forEach((name, sightings) -> found(owners.get(name), name, sightings));
        write(owners);
        List<Sum> due;
        do {
            due = tally.due(now(), ending, SLICE);
        } while (!due.isEmpty() && told(due));
    }

    private Map<String, SecurityTable.Owner> owners(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        try {
            return database.system(sql -> table.owners(sql, List.copyOf(names)));
        } catch (RuntimeException failed) {
            LOG.warn("whose keys were tried is not known: {}", failed.toString());
            return Map.of();
        }
    }

    private void found(SecurityTable.@Nullable Owner owner, String name, List<Sighting> sightings) {
        if (owner == null) {
            return;
        }
        String told = SecurityLine.isKey(name) ? name : owner.user().toString();
        sightings.forEach(
                one -> tally.add(one.of(owner.organization(), owner.user(), told), now()));
    }

    private void write(Map<String, SecurityTable.Owner> owners) {
        var waiting = new ArrayList<Sighting>();
        lines.drainTo(waiting);
        waiting.forEach(one -> SecurityLine.write(LOG, one, owners));
        long more = unwritten.getAndSet(0);
        if (more > 0) {
            LOG.warn("{} more of what the security log tells are not written one by one", more);
        }
        tally.takeLost().ifPresent(lost -> LOG.warn("{} of them are not summed up either", lost));
    }

    /** A sum that is just being told, and what is told of it. */
    private record Telling(Sum sum, Sum.Told told) {

        OrganizationId organization() {
            return told.group().organization();
        }
    }

    /** False when the rest has to wait. */
    private boolean told(List<Sum> due) {
        var byOrganization =
                due.stream()
                        .map(sum -> new Telling(sum, tally.tell(sum)))
                        .collect(Collectors.groupingBy(Telling::organization));
        boolean all = true;
        for (var one : byOrganization.entrySet()) {
            all &= told(one.getKey(), one.getValue());
        }
        return all;
    }

    private boolean told(OrganizationId organization, List<Telling> sums) {
        try {
            return database.write(
                    organization,
                    tx -> {
                        sums.forEach(one -> events.record(tx, one.told));
                        return true;
                    });
        } catch (CommitUnknown unknown) {
            // Written or lost, but not told twice.
            LOG.warn("what the security log told may be lost: {}", unknown.getMessage());
        } catch (RuntimeException failed) {
            sums.forEach(one -> tally.takeBack(one.sum));
            LOG.warn("the security log is not written; tried again: {}", failed.toString());
        }
        return false;
    }

    private void keepWriting() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                guarded(false);
            }
            guarded(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void guarded(boolean ending) {
        try {
            round(ending);
        } catch (RuntimeException failed) {
            LOG.warn("the security log is not written; tried again: {}", failed.toString());
        }
    }

    private Instant now() {
        return Instant.now(database.clock());
    }

    /** Writes what is left. */
    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
