package kontor.lines;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.core.OrganizationId;

/** What this node knows of an organization: how far it is, and its lines. */
final class Tenant {

    private final OrganizationId organization;
    private final Duration spread;
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();
    private WatchedTable.Progress progress;
    private Optional<WatchedTable.Progress> lookedAt = Optional.empty();
    private boolean looking;

    Tenant(WatchedTable.Progress progress, Duration spread) {
        this.organization = progress.organization();
        this.progress = progress;
        this.spread = spread;
    }

    OrganizationId organization() {
        return organization;
    }

    Collection<Line> lines() {
        return lines.values();
    }

    synchronized void progress(WatchedTable.Progress now) {
        progress = now;
    }

    /** How far its feed is, as this node has seen it. */
    synchronized long position() {
        return progress.position();
    }

    synchronized Duration clockOffset() {
        return progress.clockOffset();
    }

    /** Takes the organization for a look at its lines, if anything happened since the last. */
    synchronized boolean takeForLook() {
        if (looking || lookedAt.equals(Optional.of(progress))) {
            return false;
        }
        looking = true;
        // Before the look: what happens during it is seen by the next one.
        lookedAt = Optional.of(progress);
        return true;
    }

    /**
     * @param outlook empty when the look did not succeed
     */
    synchronized void looked(Optional<List<BankWork.Outlook>> outlook) {
        looking = false;
        outlook.ifPresentOrElse(this::learn, () -> lookedAt = Optional.empty());
    }

    /** Something may have been done that no event tells of. */
    synchronized void lookAgain() {
        lookedAt = Optional.empty();
    }

    private void learn(List<BankWork.Outlook> all) {
        all.forEach(one -> line(one.line()).learn(one));
        lines.keySet()
                .retainAll(
                        all.stream()
                                .map(one -> one.line().connection().id())
                                .collect(Collectors.toSet()));
    }

    /** A connection that was changed is a line anew. */
    private Line line(BankLine bankLine) {
        return lines.compute(
                bankLine.connection().id(),
                (id, known) ->
                        known != null && known.isOf(bankLine.connection())
                                ? known
                                : new Line(this, bankLine, settles(id)));
    }

    private Duration settles(UUID line) {
        return spread.multipliedBy(Math.floorMod(line.hashCode(), 1_000)).dividedBy(1_000);
    }
}
