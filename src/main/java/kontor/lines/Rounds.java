package kontor.lines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import kontor.banks.BankWork;
import kontor.connections.Channel;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import kontor.lines.LineTroubles.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rounds of lines and the looks at organizations, each on a thread of its own that waits
 * for a place.
 */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Lines.Tools tools;
    private final Places places;
    private final Running running = new Running();
    private volatile boolean closed;

    Rounds(Lines.Tools tools) {
        this.tools = tools;
        this.places = tools.calls().places();
    }

    /** Gives the line a round if it wants one and may have it. */
    void visit(Line line) {
        var hang = tools.calls().hang(line.bankLine());
        line.hangs(hang);
        if (!closed && hang.isEmpty() && line.takeForRound(bankTime(line.tenant()))) {
            start(line.tenant(), line.bankLine().connection().id(), () -> round(line));
        }
    }

    /**
     * Whether files have to be asked for: the bank is outside, and tells nobody that it has any.
     */
    Optional<LimitedChannel> outside(Line line) {
        return tools.channels()
                .find(line.bankLine().connection())
                .filter(LimitedChannel.class::isInstance)
                .map(LimitedChannel.class::cast);
    }

    /** Whether Kontor plays the bank itself. */
    boolean isSimulated(Line line) {
        return tools.channels()
                .find(line.bankLine().connection())
                .flatMap(Channel::simulatedBank)
                .isPresent();
    }

    Instant bankTime(Tenant tenant) {
        return Instant.now(tools.database().clock()).plus(tenant.clockOffset());
    }

    /** Looks at the lines of an organization if anything happened there. */
    void look(Tenant tenant) {
        if (!closed && tenant.takeForLook()) {
            start(tenant, tenant.organization().value(), () -> lookNow(tenant));
        }
    }

    private void lookNow(Tenant tenant) {
        Optional<List<BankWork.Outlook>> outlook = Optional.empty();
        try {
            outlook = Optional.of(tools.work().outlook(tenant.organization()));
        } catch (DatabaseAway | CommitUnknown away) {
            LOG.debug("organization {} was not looked at", tenant.organization(), away);
        } catch (RuntimeException failed) {
            LOG.warn("organization {} was not looked at", tenant.organization(), failed);
        } finally {
            tenant.looked(outlook);
        }
        tenant.lines().forEach(this::visit);
    }

    private void round(Line line) {
        var ending = Line.Ending.TROUBLED;
        tools.troubles().begin(line.bankLine());
        try {
            boolean ran = tryRun(line);
            var heard = tools.troubles().end(line.bankLine());
            ending = ending(line, ran, heard);
        } finally {
            line.ended(ending);
            line.tenant().lookAgain();
        }
    }

    private boolean tryRun(Line line) {
        try {
            return tools.work().tryRun(line.bankLine());
        } catch (RuntimeException failed) {
            tools.troubles().noted(line.bankLine(), "the round broke off", failed);
            return true;
        }
    }

    private static Line.Ending ending(Line line, boolean ran, List<Trouble> heard) {
        var ofTheLine = heard.stream().filter(one -> !one.isOfTheDatabase()).findFirst();
        if (ofTheLine.isPresent()) {
            line.condition().failing(ofTheLine.get().inWords(), ofTheLine.get().why());
            return Line.Ending.TROUBLED;
        }
        return ran && heard.isEmpty() ? Line.Ending.GOOD : Line.Ending.LEFT_TO_ANOTHER;
    }

    private void start(Tenant tenant, UUID who, Runnable work) {
        running.begin();
        Thread.ofVirtual()
                .name("line-" + who)
                .start(
                        () -> {
                            try {
                                places.with(tenant.organization(), who, work);
                            } finally {
                                running.end();
                            }
                        });
    }

    /** Begins nothing more, and waits for what is under way. */
    boolean end(long seconds) {
        closed = true;
        return running.awaitNone(seconds);
    }

    /** How many are under way. */
    private static final class Running {

        private int count;

        synchronized void begin() {
            count++;
        }

        synchronized void end() {
            count--;
            notifyAll();
        }

        synchronized boolean awaitNone(long seconds) {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            try {
                while (count > 0 && System.nanoTime() - giveUp < 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, giveUp - System.nanoTime());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return count == 0;
        }
    }
}
