package kontor.strays;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.connections.Channel.RemoteFile;
import kontor.connections.Channel.Stray;
import kontor.connections.Connection;
import kontor.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of strays and has them put aside, over each connection by one at a time. */
public final class Strays {

    private static final Logger LOG = LoggerFactory.getLogger(Strays.class);

    /** Who moves a file in by two names, or gives rights at last, has done it by then. */
    private static final Duration PASSES_WITHIN = Duration.ofSeconds(5);

    /** What cannot be taken away is not tried in every round. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** In one round: whoever puts a million there keeps no file waiting. */
    private static final int MOST = 100;

    private final Cases cases;
    private final Map<UUID, Map<RemoteFile, Seen>> seen = new ConcurrentHashMap<>();

    public Strays(Cases cases) {
        this.cases = cases;
    }

    /** Since when one is there, whether it was told, and when to try again to take it away. */
    private record Seen(long sinceNanos, boolean told, long againNanos) {

        static Seen now() {
            return new Seen(System.nanoTime(), false, System.nanoTime());
        }

        Seen tried() {
            return new Seen(sinceNanos, true, System.nanoTime() + PAUSE.toNanos());
        }

        boolean isDue(Stray stray) {
            long now = System.nanoTime();
            return now - againNanos >= 0
                    && (!stray.mayPass() || now - sinceNanos >= PASSES_WITHIN.toNanos());
        }
    }

    /** What the work for a connection does for this room. */
    public interface Line {

        Connection connection();

        /** Does it in a transaction of whoever has the turn. */
        void inLane(Consumer<Tx> work);

        /** As {@link kontor.connections.Channel#putAside}. */
        void putAside(RemoteFile stray);

        /** Is told what was put aside, in words. */
        void heard(String what);
    }

    /**
     * @param all that are there now
     */
    public void look(Line line, List<RemoteFile> all) {
        if (all.isEmpty()) {
            seen.remove(line.connection().id());
            return;
        }
        var ofTheLine =
                seen.computeIfAbsent(line.connection().id(), _ -> new ConcurrentHashMap<>());
        ofTheLine.keySet().retainAll(new HashSet<>(all));
        all.stream()
                .filter(one -> isDue(ofTheLine, one))
                .limit(MOST)
                .forEach(one -> ofTheLine.put(one, settled(line, one, ofTheLine)));
    }

    private static boolean isDue(Map<RemoteFile, Seen> ofTheLine, RemoteFile one) {
        return ofTheLine.computeIfAbsent(one, _ -> Seen.now()).isDue(one.stray().orElseThrow());
    }

    private Seen settled(Line line, RemoteFile one, Map<RemoteFile, Seen> ofTheLine) {
        var before = ofTheLine.getOrDefault(one, Seen.now());
        String why = one.stray().orElseThrow().why();
        if (!before.told) {
            // Before it is taken away: whoever looks for it must find out where it went.
            line.inLane(tx -> cases.open(tx, notTaken(line.connection(), one, why)));
            line.heard(one.name() + " was not taken: " + why);
        }
        try {
            line.putAside(one);
        } catch (RuntimeException failed) {
            if (!before.told) {
                LOG.warn(
                        "{} of connection {} cannot be put aside and stays where it is",
                        one.name(),
                        line.connection().id(),
                        failed);
            }
        }
        return before.tried();
    }

    private static NewCase notTaken(Connection connection, RemoteFile one, String why) {
        return new NewCase(
                CaseKind.FILE_NOT_TAKEN,
                "FILE_NOT_TAKEN|%s|%s|%s".formatted(connection.id(), one.name(), one.version()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "%s from connection %s (%s) was not taken: %s"
                        .formatted(one.name(), connection.name(), connection.id(), why),
                NewCase.facts(
                        "connectionId", connection.id(), "fileName", one.name(), "reason", why));
    }
}
